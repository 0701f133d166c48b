%% Family signals: plain processes that do to each other what the steps say, and take every message that comes.
%%
%% In the table of the run:
%%   {{process, Name}, Pid}   the process made last under the name
%%   {{name, Pid}, Name}      the same by process
%%   {{ref, Label}, Ref}      the monitor or alias made last under the label
%%   {{label, Ref}, Label}    the same by reference
-module(oracle_signals).

-export([run/2]).

-import(oracle_term, [atom/1, reason/1, text/1]).
-import(oracle_run, [field/2]).

run(Run, Scenario) ->
    [make(Run, field(<<"name">>, Process), Process, [], none) || Process <- field(<<"procs">>, Scenario)],
    settle(Run),
    Steps = field(<<"steps">>, Scenario),
    {ok, [step(Run, I, Step) || {I, Step} <- lists:zip(lists:seq(1, length(Steps)), Steps)]}.

step(#{recorder := Recorder} = Run, I, Step) ->
    By = field(<<"by">>, Step),
    Answer = perform(live(Run, By), Step),
    settle(Run),
    Result =
        case {Answer, live(Run, By)} of
            {noproc, _} -> noproc;
            {_, none} -> died;
            {{answer, Text}, _} -> Text
        end,
    Entries = [What || {_Slot, What} <- oracle_recorder:take(Recorder)],
    Downs = [[name(Run, Pid), text(Reason)] || {down, Pid, Reason} <- Entries],
    {[{i, I}, {by, By}, {op, field(<<"op">>, Step)}, {result, Result}, {downs, lists:sort(Downs)},
      {messages, messages(Run, [Entry || {took, _, _, _} = Entry <- Entries])}]}.

perform(none, _Step) ->
    noproc;
perform(Pid, Step) ->
    Monitor = monitor(process, Pid),
    Pid ! {perform, self(), Monitor, Step},
    receive
        {Monitor, Answer} -> demonitor(Monitor, [flush]), Answer;
        {'DOWN', Monitor, process, Pid, _Reason} -> died
    end.

live(Run, Name) ->
    Pid = known(Run, {process, Name}, none),
    case is_pid(Pid) andalso is_process_alive(Pid) of
        true -> Pid;
        false -> none
    end.

settle(#{recorder := Recorder}) ->
    oracle_settle:settle(Recorder, fun(Function, Messages) -> Function =:= {?MODULE, idle, 1} andalso Messages =:= 0 end).

%% What the living took, by receiver and sender.
messages(Run, Took) ->
    Living = [Name || Name <- lists:usort([To || {took, To, _, _} <- Took]), live(Run, Name) =/= none],
    {[{To, {[{From, signals_in_order([Message || {took, T, F, Message} <- Took, T =:= To, F =:= From])}
             || From <- lists:usort([F || {took, T, F, _} <- Took, T =:= To])]}}
      || To <- Living]}.

%% A dying process sends its signals in no fixed order.
signals_in_order([]) ->
    [];
signals_in_order([[<<"msg">>, _] = Message | Messages]) ->
    [Message | signals_in_order(Messages)];
signals_in_order(Messages) ->
    {Signals, Others} = lists:splitwith(fun([Kind | _]) -> Kind =/= <<"msg">> end, Messages),
    lists:sort(Signals) ++ signals_in_order(Others).

%% --- processes

%% Starts a process and returns its pid, or its pid and a monitor, when it is watched and has set its flag.
make(#{table := Table, recorder := Recorder} = Run, Name, Options, SpawnOptions, Then) ->
    Maker = self(),
    Ready = make_ref(),
    Begin =
        fun() ->
                process_flag(trap_exit, maps:get(<<"trap">>, Options, false)),
                ets:insert(Table, [{{process, Name}, self()}, {{name, self()}, Name}]),
                oracle_recorder:watch(Recorder, self()),
                Maker ! Ready,
                begin_with(Run, Then)
        end,
    Made = spawn_opt(Begin, SpawnOptions),
    receive Ready -> Made end.

begin_with(Run, none) -> idle(Run);
begin_with(Run, Then) -> go_on(Run, operation(Run, field(<<"op">>, Then), Then)).

go_on(Run, {answer, _}) -> idle(Run);
go_on(_Run, return) -> ok.

idle(Run) ->
    receive
        {perform, From, Ref, Step} ->
            Answer = operation(Run, field(<<"op">>, Step), Step),
            From ! {Ref, Answer},
            go_on(Run, Answer);
        Message ->
            take(Run, Message),
            idle(Run)
    end.

take(#{recorder := Recorder} = Run, Message) ->
    {Sender, Entry} =
        case Message of
            {message, From, Content} ->
                {From, [<<"msg">>, Content]};
            {'EXIT', Pid, Reason} ->
                {name(Run, Pid), [<<"EXIT">>, text(Reason)]};
            {'DOWN', Ref, process, Object, Reason} ->
                {monitored(Run, Object), [<<"DOWN">>, known(Run, {label, Ref}, Ref), text(Reason)]}
        end,
    oracle_recorder:note(Recorder, {took, name(Run, self()), Sender, Entry}).

name(Run, Pid) -> known(Run, {name, Pid}, Pid).

monitored(Run, Pid) when is_pid(Pid) -> name(Run, Pid);
monitored(Run, {Name, _Node}) -> <<"name:", (own_name(Run, Name))/binary>>.

%% --- operations: {answer, Result}, or return if the function of the process is to return

operation(Run, <<"seq">>, Operation) -> sequence(Run, field(<<"ops">>, Operation), []);
operation(_Run, <<"die">>, Operation) -> die(field(<<"how">>, Operation), Operation);
operation(Run, Op, Operation) ->
    try
        {answer, text(result(Run, Op, Operation))}
    catch
        throw:unknown -> {answer, <<"unknown">>};
        error:Reason when Reason =:= badarg; Reason =:= noproc -> {answer, <<"error:", (text(Reason))/binary>>}
    end.

sequence(_Run, [], Results) ->
    {answer, lists:reverse(Results)};
sequence(Run, [Operation | Operations], Results) ->
    case operation(Run, field(<<"op">>, Operation), Operation) of
        {answer, Result} -> sequence(Run, Operations, [Result | Results]);
        return -> return
    end.

die(<<"return">>, _Operation) -> return;
die(<<"exit">>, Operation) -> exit(reason(field(<<"reason">>, Operation)));
die(<<"error">>, Operation) -> error(reason(field(<<"reason">>, Operation)));
die(<<"throw">>, Operation) -> throw(reason(field(<<"reason">>, Operation))).

result(Run, <<"link">>, #{<<"to">> := To}) ->
    link(pid(Run, To)),
    ok;
result(Run, <<"unlink">>, #{<<"to">> := To}) ->
    unlink(pid(Run, To)),
    ok;
result(Run, <<"monitor">>, #{<<"as">> := Label} = Operation) ->
    Options = [{alias, atom(Mode)} || {<<"alias">>, Mode} <- maps:to_list(Operation)],
    label(Run, Label, monitor(process, receiver(Run, Operation), Options));
result(Run, <<"demonitor">>, #{<<"ref">> := Label} = Operation) ->
    Ref = known(Run, {ref, Label}),
    case Operation of
        #{<<"flush">> := true} -> demonitor(Ref, [info, flush]);
        _ -> demonitor(Ref, [info])
    end;
result(Run, <<"exit">>, #{<<"to">> := To, <<"reason">> := Reason}) ->
    exit(pid(Run, To), reason(Reason)),
    ok;
result(_Run, <<"trap">>, #{<<"on">> := On}) ->
    process_flag(trap_exit, On);
result(Run, <<"send">>, #{<<"msg">> := Content} = Operation) ->
    receiver(Run, Operation) ! {message, name(Run, self()), Content},
    ok;
result(Run, <<"receive">>, #{<<"msg">> := Content, <<"ms">> := Ms}) ->
    receive
        {message, _From, Content} = Message -> take(Run, Message)
    after Ms ->
        timeout
    end;
result(Run, <<"spawn">>, #{<<"name">> := Name} = Operation) ->
    Options = [link || maps:get(<<"link">>, Operation, false)] ++ [monitor || maps:is_key(<<"monitor">>, Operation)],
    case make(Run, Name, Operation, Options, maps:get(<<"then">>, Operation, none)) of
        {_Pid, Monitor} -> label(Run, field(<<"monitor">>, Operation), Monitor);
        _Pid -> ok
    end;
result(Run, <<"register">>, #{<<"name">> := Name} = Operation) ->
    Pid =
        case Operation of
            #{<<"proc">> := Process} -> pid(Run, Process);
            _ -> self()
        end,
    register(registered(Run, Name), Pid),
    ok;
result(Run, <<"unregister">>, #{<<"name">> := Name}) ->
    unregister(registered(Run, Name)),
    ok;
result(Run, <<"whereis">>, #{<<"name">> := Name}) ->
    case whereis(registered(Run, Name)) of
        undefined -> undefined;
        Pid -> name(Run, Pid)
    end;
result(Run, <<"alias">>, #{<<"as">> := Label} = Operation) ->
    label(Run, Label, alias([reply || maps:get(<<"reply">>, Operation, false)]));
result(Run, <<"unalias">>, #{<<"ref">> := Label}) ->
    unalias(known(Run, {ref, Label}));
result(_Run, <<"pause">>, #{<<"ms">> := Ms}) ->
    timer:sleep(Ms);
result(_Run, <<"nop">>, _Operation) ->
    ok;
result(Run, Op, Operation) ->
    oracle_run:invalid(Run, ["not a valid operation ", Op, ": ", oracle_json:encode(Operation)]).

label(#{table := Table}, Label, Ref) ->
    ets:insert(Table, [{{ref, Label}, Ref}, {{label, Ref}, Label}]),
    ok.

receiver(Run, #{<<"to">> := To}) -> pid(Run, To);
receiver(Run, #{<<"name">> := Name}) -> registered(Run, Name);
receiver(Run, #{<<"alias">> := Label}) -> known(Run, {ref, Label}).

pid(Run, Name) -> known(Run, {process, Name}).

registered(#{prefix := Prefix}, Name) -> atom(<<Prefix/binary, Name/binary>>).

own_name(#{prefix := Prefix}, Registered) -> string:prefix(atom_to_binary(Registered), Prefix).

known(Run, Key) ->
    case known(Run, Key, none) of
        none -> throw(unknown);
        Known -> Known
    end.

known(#{table := Table}, Key, Default) ->
    case ets:lookup(Table, Key) of
        [{_, Value}] -> Value;
        [] -> Default
    end.
