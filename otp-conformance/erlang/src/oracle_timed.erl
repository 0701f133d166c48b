%% What the timed families have in common: one server, and others that call it and send to it at certain times.
%%
%% In the table of the run:
%%   {server, Pid}          the server, from the first moment of its init on
%%   {{asker, Q}, Pid}      the process of a send_request
%%   {{client, L}, Pid}     the process of a call, stop or multi_call
-module(oracle_timed).

-export([run/4, begins/1, handled/2, sleep/1]).

-import(oracle_term, [atom/1, reason/1, text/1]).
-import(oracle_run, [field/2]).

%% Timers and steps are at least 45 ms apart: a run in which one was later than this is not sound.
-define(TOLERANCE, 30).

%% Behaviour is gen_server or gen_statem, Callback the module that it starts; Key names the list of what that handled.
run(#{recorder := Recorder} = Run, {Behaviour, Callback}, Key, Scenario) ->
    Begin = oracle_clock:ms(),
    Context = Run#{behaviour => Behaviour, callback => Callback, scenario => Scenario},
    Parent = process(Run, parent(Context, self())),
    wait_for_start(Context),
    Steps = field(<<"steps">>, Scenario),
    Late = [step(Context#{parent => Parent}, Begin, Step) || Step <- Steps],
    wait_until(Begin + field(<<"until">>, Scenario)),
    Delay = max(lists:max([0 | Late]), oracle_clock:worst(Begin, oracle_clock:ms())),
    case Delay > ?TOLERANCE of
        true -> {late, Delay};
        false -> {ok, trace(Run, Key, Steps, oracle_recorder:take(Recorder))}
    end.

trace(#{table := Table}, Key, Steps, Entries) ->
    Start = hd([Text || {_Slot, {start, Text}} <- Entries] ++ [pending]),
    Server = ets:lookup(Table, server),
    Results = [{L, [Slot, Text]} || {Slot, {result, L, Text}} <- Entries],
    Labels = [L || #{<<"as">> := L, <<"op">> := Op} <- Steps, Op =/= <<"send_request">>],
    Downs = [[Slot, text(Reason)] || {Slot, {down, Pid, Reason}} <- Entries, Start =:= ok, [{server, Pid}] =:= Server],
    {[{start, Start},
      {Key, [[Slot | What] || {Slot, {handled, What}} <- Entries]},
      {results, {[{L, proplists:get_value(L, Results, pending)} || L <- Labels]}},
      {strays, lists:sort([[L, Count] || {L, _} <- Results, Count <- strays(Table, L)])},
      {down, hd(Downs ++ [null])}]}.

strays(Table, L) ->
    [Count || {_, Pid} <- ets:lookup(Table, {client, L}),
              {message_queue_len, Count} <- [process_info(Pid, message_queue_len)],
              Count > 0].

%% --- time

%% Steps at time 0 find a server that has started or failed to, unless its init sleeps.
wait_for_start(#{table := Table} = Context) ->
    receive
        {started, ok} ->
            ok;
        {started, _Failed} ->
            [{server, Pid}] = ets:lookup(Table, server),
            Monitor = monitor(process, Pid),
            receive {'DOWN', Monitor, process, Pid, _} -> ok end
    after 1 ->
        case [process_info(Pid, current_function) || {server, Pid} <- ets:lookup(Table, server)] of
            [{current_function, {?MODULE, sleep, 1}}] -> ok;
            _ -> wait_for_start(Context)
        end
    end.

sleep(Ms) -> receive after Ms -> ok end.

wait_until(Time) -> sleep(max(0, Time - oracle_clock:ms())).

%% Returns how late the step was. (Those at time 0 wait for the start.)
step(#{recorder := Recorder} = Context, Begin, #{<<"at">> := At, <<"op">> := Op} = Step) ->
    wait_until(Begin + At),
    Late = oracle_clock:ms() - Begin - At,
    oracle_recorder:slot(Recorder, At),
    perform(Context, Op, Step),
    case At of
        0 -> 0;
        _ -> Late
    end.

%% --- steps

perform(#{behaviour := Behaviour} = Context, <<"cast">>, #{<<"msg">> := Message} = Step) ->
    Behaviour:cast(target(Context, Step), atom(Message));
perform(Context, <<"info">>, #{<<"msg">> := Message} = Step) ->
    % to a name that is not registered this is an error
    catch target(Context, Step) ! atom(Message);
perform(#{behaviour := Behaviour} = Context, <<"call">>, #{<<"msg">> := Message} = Step) ->
    To = target(Context, Step),
    client(Context, Step,
           fun(Timeout) -> <<"reply:", (text(Behaviour:call(To, atom(Message), Timeout)))/binary>> end);
perform(#{behaviour := Behaviour} = Context, <<"stop">>, Step) ->
    To = target(Context, Step),
    Reason = reason(maps:get(<<"reason">>, Step, <<"normal">>)),
    client(Context, Step, fun(Timeout) -> Behaviour:stop(To, Reason, Timeout) end);
perform(Context, <<"exit">>, #{<<"reason">> := Reason}) ->
    exit(target(Context, #{}), reason(Reason));
perform(#{parent := Parent}, <<"parent_exit">>, #{<<"reason">> := Reason}) ->
    Parent ! {errand, fun() -> exit(reason(Reason)) end};
perform(_Context, <<"nop">>, _Step) ->
    ok;
perform(#{parent := Parent} = Context, <<"start_again">>, #{<<"as">> := L}) ->
    Parent ! {errand, fun() -> result(Context, L, start(Context)) end};
perform(#{table := Table} = Context, <<"send_request">>, #{<<"as">> := Q, <<"msg">> := Message} = Step) ->
    To = target(Context, Step),
    Runner = self(),
    Asker = process(Context, fun() ->
        Request = gen_server:send_request(To, atom(Message)),
        Runner ! {asked, self()},
        run_errands(Request)
    end),
    ets:insert(Table, {{asker, Q}, Asker}),
    receive {asked, Asker} -> ok end;
perform(Context, <<"receive_response">>, Step) ->
    response(Context, Step, fun gen_server:receive_response/2);
perform(Context, <<"wait_response">>, Step) ->
    response(Context, Step, fun gen_server:wait_response/2);
perform(#{prefix := Prefix} = Context, <<"multi_call">>, #{<<"msg">> := Message} = Step) ->
    Name =
        case target(Context, Step) of
            Registered when is_atom(Registered) -> Registered;
            Pid when is_pid(Pid) -> atom(<<Prefix/binary, "server">>)
        end,
    client(Context, Step,
           fun(Timeout) ->
                   case gen_server:multi_call([node()], Name, atom(Message), Timeout) of
                       {[{_Node, Reply}], []} -> <<"reply:", (text(Reply))/binary>>;
                       {[], [_Node]} -> bad
                   end
           end);
perform(_Context, Op, _Step) ->
    throw({invalid, ["there is no operation ", oracle_json:encode(Op)]}).

target(#{table := Table, prefix := Prefix}, Step) ->
    case maps:get(<<"to">>, Step, <<"server">>) of
        <<"server">> -> ets:lookup_element(Table, server, 2);
        <<"name">> -> atom(<<Prefix/binary, "server">>);
        <<"noname">> -> atom(<<Prefix/binary, "noname">>);
        <<"dead">> -> dead()
    end.

dead() ->
    {Pid, Monitor} = spawn_monitor(fun() -> ok end),
    receive {'DOWN', Monitor, process, Pid, _} -> Pid end.

timeout(Step) -> atom(maps:get(<<"timeout">>, Step, <<"infinity">>)).

%% A process of its own that waits for the result of Do, and keeps what comes to it afterwards.
client(#{table := Table} = Context, #{<<"as">> := L} = Step, Do) ->
    Client = process(Context, fun() ->
        result(Context, L, try
                               Do(timeout(Step))
                           catch
                               exit:Reason -> <<"exit:", (text(Reason))/binary>>
                           end),
        receive after infinity -> ok end
    end),
    ets:insert(Table, {{client, L}, Client}).

response(#{table := Table} = Context, #{<<"req">> := Q, <<"as">> := L} = Step, Receive) ->
    Errand = fun(Request) ->
        result(Context, L, case Receive(Request, timeout(Step)) of
                               {reply, Reply} -> <<"reply:", (text(Reply))/binary>>;
                               {error, {Reason, _Server}} -> <<"error:", (text(Reason))/binary>>;
                               timeout -> timeout
                           end)
    end,
    [Asker ! {errand, Errand} || {_, Asker} <- ets:lookup(Table, {asker, Q})].

run_errands(Request) ->
    receive {errand, Errand} -> Errand(Request) end,
    run_errands(Request).

result(#{recorder := Recorder}, L, Text) ->
    oracle_recorder:note(Recorder, {result, L, Text}).

%% --- processes

process(#{recorder := Recorder}, Body) ->
    spawn(fun() -> oracle_recorder:watch(Recorder, self()), Body() end).

parent(#{recorder := Recorder} = Context, Runner) ->
    fun() ->
            process_flag(trap_exit, true),
            Text = start(Context),
            oracle_recorder:note(Recorder, {start, Text}),
            Runner ! {started, Text},
            be_parent()
    end.

be_parent() ->
    receive {errand, Errand} -> Errand() end,
    be_parent().

start(#{behaviour := Behaviour, callback := Callback, prefix := Prefix, scenario := Scenario} = Context) ->
    Args = {maps:with([recorder, table], Context), Scenario},
    Result =
        case maps:get(<<"register">>, Scenario, false) of
            true -> Behaviour:start_link({local, atom(<<Prefix/binary, "server">>)}, Callback, Args, []);
            false -> Behaviour:start_link(Callback, Args, [])
        end,
    case Result of
        {ok, _Pid} -> ok;
        ignore -> ignore;
        {error, Reason} -> <<"error:", (text(Reason))/binary>>
    end.

%% First thing in the init of a server. The first one is *the* server.
begins(#{table := Table, recorder := Recorder}) ->
    oracle_recorder:watch(Recorder, self()),
    ets:insert_new(Table, {server, self()}).

handled(#{recorder := Recorder}, What) ->
    oracle_recorder:note(Recorder, {handled, What}).
