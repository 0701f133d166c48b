%% Runs scenarios on Erlang/OTP itself and writes their traces. See the script `oracle` beside this folder.
-module(oracle).

-export([main/1]).

-define(TRIES, 10).

-record(options, {out = none, mode = trace, parallel = 16, paths = []}).

%% Ends the virtual machine.
main(Arguments) ->
    logger:set_primary_config(level, none),
    load(),
    oracle_clock:start(),
    halt(case options(Arguments, #options{}) of
             #options{paths = [_ | _] = Paths} = Options ->
                 Files = lists:append([files(Path) || Path <- Paths]),
                 summary(run_all(Files, [], Options, {0, 0}), Options);
             _ ->
                 complain("usage: oracle [--out DIR | --check | --write] [--parallel N] FILE|DIR..."),
                 2
         end).

%% A module that is loaded when it is called first holds its caller up for milliseconds, in which others come first who would not
%% otherwise: nothing that depends on who is faster should look as if it did not.
load() ->
    Own = [list_to_atom(filename:basename(File, ".beam"))
           || File <- filelib:wildcard(filename:join(filename:dirname(code:which(?MODULE)), "*.beam"))],
    ok = code:ensure_modules_loaded([gen, gen_server, gen_statem, proc_lib, supervisor, sys | Own]).

options(["--out", Dir | Arguments], Options) -> options(Arguments, Options#options{out = Dir});
options(["--check" | Arguments], Options) -> options(Arguments, Options#options{mode = check});
options(["--write" | Arguments], Options) -> options(Arguments, Options#options{mode = write});
options(["--parallel", N | Arguments], Options) -> options(Arguments, Options#options{parallel = list_to_integer(N)});
options(["-" ++ _ | _], _Options) -> none;
options(Paths, Options) -> Options#options{paths = Paths}.

files(Path) ->
    case filelib:is_dir(Path) of
        true ->
            lists:sort([File || File <- filelib:wildcard(filename:join(Path, "**/*.json")), not is_trace(File)]);
        false ->
            [Path]
    end.

is_trace(File) -> lists:suffix(".trace.json", File).

summary({Done, 0}, #options{mode = check}) ->
    complain(["all ", integer_to_list(Done), " traces are what Erlang says"]),
    0;
summary({Done, Failed}, _Options) ->
    complain([integer_to_list(Done), " traces, ", integer_to_list(Failed), " failed"]),
    min(Failed, 1).

%% Runs so many scenarios at a time, and counts those with and without a trace.
run_all([File | Files], Running, #options{parallel = Parallel} = Options, Counts) when length(Running) < Parallel ->
    {_Pid, Monitor} = spawn_monitor(fun() -> exit(run_one(File, Options)) end),
    run_all(Files, [{Monitor, File} | Running], Options, Counts);
run_all(_NoFiles, [], _Options, Counts) ->
    Counts;
run_all(Files, Running, Options, {Done, Failed}) ->
    receive
        {'DOWN', Monitor, process, _Pid, Outcome} ->
            {value, {_, File}, Others} = lists:keytake(Monitor, 1, Running),
            case Outcome of
                ok ->
                    run_all(Files, Others, Options, {Done + 1, Failed});
                {failed, Text} ->
                    complain([File, ": ", Text]),
                    run_all(Files, Others, Options, {Done, Failed + 1});
                Crash ->
                    complain([File, ": the oracle failed: ", io_lib:format("~0p", [Crash])]),
                    run_all(Files, Others, Options, {Done, Failed + 1})
            end
    end.

complain(Text) ->
    io:put_chars(standard_error, [Text, $\n]).

run_one(File, Options) ->
    case read(File) of
        {ok, Scenario} ->
            case traced(Scenario, ?TRIES) of
                {ok, Trace} ->
                    Name = maps:get(<<"name">>, Scenario, list_to_binary(filename:basename(File, ".json"))),
                    Family = maps:get(<<"family">>, Scenario),
                    deliver({[{name, Name}, {family, Family}, {trace, Trace}]}, File, Name, Options);
                {error, Text} ->
                    {failed, Text}
            end;
        Failed ->
            Failed
    end.

read(File) ->
    case file:read_file(File) of
        {ok, Text} ->
            try oracle_json:decode(Text) of
                Scenario when is_map(Scenario) -> {ok, Scenario};
                _ -> {failed, "expected an object"}
            catch
                throw:{invalid, Why} -> {failed, Why}
            end;
        {error, Reason} ->
            {failed, file:format_error(Reason)}
    end.

%% A timed run that a busy machine has disturbed says nothing: it is done again.
traced(Scenario, Tries) ->
    case oracle_run:run(Scenario) of
        {late, Ms} when Tries =:= 1 ->
            {error, io_lib:format("the machine is too busy: each time a step or timer was late, at last by ~b ms", [Ms])};
        {late, _Ms} ->
            traced(Scenario, Tries - 1);
        Result ->
            Result
    end.

deliver(Trace, File, _Name, #options{mode = write}) ->
    written(golden(File), Trace);
deliver(Trace, File, _Name, #options{mode = check}) ->
    case read(golden(File)) of
        {ok, Golden} ->
            case oracle_json:decode(iolist_to_binary(oracle_json:encode(Trace))) of
                Golden -> ok;
                _ -> {failed, ["Erlang gives another trace:\n", oracle_json:format(Trace)]}
            end;
        {failed, Text} ->
            {failed, [golden(File), ": ", Text]}
    end;
deliver(Trace, _File, _Name, #options{out = none}) ->
    io:put_chars([oracle_json:encode(Trace), $\n]);
deliver(Trace, _File, Name, #options{out = Dir}) ->
    written(filename:join(Dir, <<Name/binary, ".trace.json">>), Trace).

golden(File) -> filename:rootname(File, ".json") ++ ".trace.json".

written(File, Trace) ->
    ok = filelib:ensure_dir(File),
    case file:write_file(File, oracle_json:format(Trace)) of
        ok -> ok;
        {error, Reason} -> {failed, [File, ": ", file:format_error(Reason)]}
    end.
