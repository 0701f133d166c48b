%% One run of one scenario: what its processes share, and the end of all of them.
-module(oracle_run).

-export([run/1, invalid/2, field/2, use/3]).

%% What a run may take, in ms: some shut down without a limit children that never end.
-define(LIMIT, 300000).

%% Returns {ok, Trace}, {late, Ms} if a timed run was disturbed by so much, or {error, Text}.
run(Scenario) ->
    {Runner, Monitor} = spawn_monitor(fun() -> exit({result, guarded(Scenario)}) end),
    receive
        {'DOWN', Monitor, process, Runner, {result, Result}} -> Result;
        {'DOWN', Monitor, process, Runner, Reason} -> {error, io_lib:format("the oracle failed: ~0p", [Reason])}
    after ?LIMIT ->
        exit(Runner, kill),
        {error, "not at its end after five minutes"}
    end.

guarded(Scenario) ->
    try family(field(<<"family">>, Scenario)) of
        Family -> in_run(Family, Scenario)
    catch
        throw:{invalid, Text} -> {error, Text}
    end.

family(<<"supervisor">>) -> oracle_supervisor;
family(<<"signals">>) -> oracle_signals;
family(<<"statem">>) -> oracle_statem;
family(<<"server">>) -> oracle_server;
family(Other) -> throw({invalid, ["field family: expected supervisor, signals, statem or server, found ", oracle_json:encode(Other)]}).

%% The processes of a scenario are linked to nothing outside of it: those that the recorder watches are ended one by one.
in_run(Family, Scenario) ->
    process_flag(trap_exit, true),
    Recorder = oracle_recorder:start_link(),
    Table = ets:new(run, [public]),
    Run = #{recorder => Recorder, table => Table, prefix => prefix()},
    try {Family:run(Run, Scenario), ets:lookup(Table, invalid)} of
        {Result, []} -> Result;
        {_, [{invalid, Text}]} -> {error, Text}
    catch
        throw:{invalid, Text} -> {error, Text};
        error:{badkey, Key} -> {error, ["there is no field ", oracle_json:encode(Key)]}
    after
        {_, Pids} = oracle_recorder:state(Recorder),
        [exit(Pid, kill) || Pid <- Pids],
        exit(Recorder, kill)
    end.

%% Registered names are kept apart, so that scenarios may run side by side.
prefix() -> <<"oracle-", (integer_to_binary(erlang:unique_integer([positive])))/binary, "-">>.

%% Called by a process of the scenario that cannot do what it is told.
invalid(#{table := Table}, Text) ->
    ets:insert(Table, {invalid, Text}),
    exit(invalid).

field(Field, Object) ->
    case Object of
        #{Field := Value} -> Value;
        _ -> throw({invalid, ["there is no field ", Field]})
    end.

%% What stands for the k-th use of a key: of a list the k-th element, the last one repeats.
use(#{table := Table}, Key, [_ | _] = List) ->
    Use = ets:update_counter(Table, {use, Key}, 1, {{use, Key}, 0}),
    lists:nth(min(Use, length(List)), List);
use(_Run, _Key, Value) ->
    Value.
