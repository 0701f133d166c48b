%% Family supervisor: the steps of a scenario and its trace.
%%
%% What is known of processes is in the table of the run:
%%   {{at, Path}, N, Pid}        the process whose init ran last at the path, the N-th there
%%   {{is, Pid}, Path, N}        the same by process
%%   {{started, Pid}}            its start had succeeded
%%   {{orphan, Pid}}             it was below a supervisor when that was killed
%%   {{strategy, Path}, S}       the strategy of the supervisor at the path
-module(oracle_supervisor).

-export([run/2, begins/2, started/2, event/3]).
-export([start_link/3, init/1, start_worker/4]).

-behaviour(supervisor).

-import(oracle_term, [atom/1, reason/1, text/1]).
-import(oracle_run, [field/2]).

run(Run, Scenario) ->
    Tree = field(<<"tree">>, Scenario),
    strategies(Run, <<"root">>, Tree),
    First = entry(Run, 0, <<"start">>, start_root(Run, Tree)),
    Steps = field(<<"steps">>, Scenario),
    {ok, [First | [step(Run, I, Step) || {I, Step} <- lists:zip(lists:seq(1, length(Steps)), Steps)]]}.

step(Run, I, Step) ->
    Op = field(<<"op">>, Step),
    adopt_orphans(Run, Step),
    Result = perform(Run, Op, Step),
    case maps:get(<<"settle">>, Step, true) of
        true ->
            entry(Run, I, Op, Result);
        false ->
            timer:sleep(40),
            {[{i, I}, {op, Op}, {result, Result}]}
    end.

%% --- processes of the scenario say what happens

%% Called first thing in init; returns how often init has run at the path.
begins(#{table := Table, recorder := Recorder}, Path) ->
    N = ets:update_counter(Table, {at, Path}, {2, 1}, {{at, Path}, 0, none}),
    ets:update_element(Table, {at, Path}, {3, self()}),
    ets:insert(Table, {{is, self()}, Path, N}),
    oracle_recorder:watch(Recorder, self()),
    N.

started(#{table := Table}, Pid) ->
    ets:insert(Table, {{started, Pid}}).

event(#{recorder := Recorder}, Kind, [_Path, _N, _What] = Event) ->
    oracle_recorder:note(Recorder, {event, self(), Kind, Event}).

%% --- the tree

start_link(Run, Path, Node) ->
    noting_success(Run, supervisor:start_link(?MODULE, {Run, Path, Node})).

start_worker(Run, Path, Node, Extra) ->
    {OwnPath, OwnNode} =
        case Extra of
            none -> {Path, Node};
            {K, Changes} -> {<<Path/binary, $/, (integer_to_binary(K))/binary>>, maps:merge(Node, Changes)}
        end,
    noting_success(Run, oracle_worker:start_link(Run, OwnPath, OwnNode)).

noting_success(Run, {ok, Pid} = Result) ->
    started(Run, Pid),
    Result;
noting_success(_Run, Result) ->
    Result.

init({Run, Path, Node}) ->
    N = begins(Run, Path),
    strategies(Run, Path, Node),
    event(Run, init, [Path, N, <<"supervisor">>]),
    Strategy = strategy(Node),
    Flags = #{
        strategy => Strategy,
        intensity => maps:get(<<"intensity">>, Node, 1),
        period => maps:get(<<"period">>, Node, 5),
        auto_shutdown => atom(maps:get(<<"auto_shutdown">>, Node, <<"never">>))
    },
    Children = maps:get(<<"children">>, Node, []),
    {ok, {Flags, [child_spec(Run, Path, Strategy, Child) || Child <- Children]}}.

child_spec(Run, Parent, Strategy, Node) ->
    Id = field(<<"id">>, Node),
    Path = <<Parent/binary, $/, Id/binary>>,
    {Type, Start, Shutdown} =
        case {field(<<"kind">>, Node), Strategy} of
            {<<"supervisor">>, _} -> {supervisor, {?MODULE, start_link, [Run, Path, Node]}, <<"infinity">>};
            {<<"worker">>, simple_one_for_one} -> {worker, {?MODULE, start_worker, [Run, Parent, Node]}, 5000};
            {<<"worker">>, _} -> {worker, {?MODULE, start_worker, [Run, Path, Node, none]}, 5000}
        end,
    #{
        id => atom(Id),
        start => Start,
        type => Type,
        restart => atom(maps:get(<<"restart">>, Node, <<"permanent">>)),
        shutdown => atom(maps:get(<<"shutdown">>, Node, Shutdown)),
        significant => maps:get(<<"significant">>, Node, false)
    }.

strategy(Node) -> atom(maps:get(<<"strategy">>, Node, <<"one_for_one">>)).

strategies(#{table := Table} = Run, Path, #{<<"kind">> := <<"supervisor">>} = Node) ->
    ets:insert(Table, {{strategy, Path}, strategy(Node)}),
    strategy(Node) =:= simple_one_for_one
        orelse [strategies(Run, <<Path/binary, $/, (field(<<"id">>, Child))/binary>>, Child)
                || Child <- maps:get(<<"children">>, Node, [])];
strategies(_Run, _Path, _Worker) ->
    ok.

is_dynamic(#{table := Table}, Path) ->
    ets:lookup(Table, {strategy, Path}) =:= [{{strategy, Path}, simple_one_for_one}].

%% --- steps

start_root(Run, Tree) ->
    started_text(start_link(Run, <<"root">>, Tree)).

perform(Run, <<"crash">>, Step) -> tell(Run, Step, <<"boom">>);
perform(Run, <<"stop">>, Step) -> tell(Run, Step, <<"normal">>);
perform(Run, <<"exit">>, Step) ->
    Reason = reason(maps:get(<<"reason">>, Step, <<"boom">>)),
    with(Run, field(<<"path">>, Step),
         fun(Pid) ->
                 {Stranger, Monitor} = spawn_monitor(fun() -> exit(Pid, Reason) end),
                 receive {'DOWN', Monitor, process, Stranger, _} -> ok end
         end);
perform(Run, <<"stop_root">>, Step) ->
    Reason = reason(maps:get(<<"reason">>, Step, <<"shutdown">>)),
    with(Run, <<"root">>, fun(Pid) -> exit(Pid, Reason), ok end);
perform(_Run, <<"sleep">>, Step) ->
    timer:sleep(field(<<"ms">>, Step));
perform(Run, <<"start_child">>, Step) ->
    Path = field(<<"sup">>, Step),
    %% counted whatever comes of it
    Number = number(Run, Path),
    with(Run, Path,
         fun(Pid) ->
                 Child =
                     case is_dynamic(Run, Path) of
                         true -> [{Number, maps:with([<<"starts">>], Step)}];
                         false -> child_spec(Run, Path, one_for_one, field(<<"child">>, Step))
                     end,
                 is_map(Child) andalso strategies(Run, path_of(Path, Child), field(<<"child">>, Step)),
                 started_text(supervisor:start_child(Pid, Child))
         end);
perform(Run, <<"terminate_child">>, Step) ->
    Path = field(<<"sup">>, Step),
    with(Run, Path, fun(Pid) -> done_text(supervisor:terminate_child(Pid, child(Run, Path, Step))) end);
perform(Run, <<"restart_child">>, Step) ->
    with(Run, field(<<"sup">>, Step), fun(Pid) -> started_text(supervisor:restart_child(Pid, id(Step))) end);
perform(Run, <<"delete_child">>, Step) ->
    with(Run, field(<<"sup">>, Step), fun(Pid) -> done_text(supervisor:delete_child(Pid, id(Step))) end);
perform(Run, <<"which_children">>, Step) ->
    Path = field(<<"sup">>, Step),
    with(Run, Path, fun(Pid) -> [[Id, Type, State] || {Id, Type, State, _} <- children(Run, Path, Pid)] end);
perform(Run, <<"count_children">>, Step) ->
    with(Run, field(<<"sup">>, Step),
         fun(Pid) ->
                 Counts = supervisor:count_children(Pid),
                 {[{Key, proplists:get_value(Key, Counts)} || Key <- [specs, active, supervisors, workers]]}
         end);
perform(_Run, Op, _Step) ->
    throw({invalid, ["there is no operation ", oracle_json:encode(Op)]}).

%% The result of Do with the live process at the path. Of a call that exits: the reason.
with(Run, Path, Do) ->
    case address(Run, Path) of
        none ->
            noproc;
        Pid ->
            try
                Do(Pid)
            catch
                exit:Reason -> <<"exit:", (text(Reason))/binary>>
            end
    end.

address(#{table := Table}, Path) ->
    case ets:lookup(Table, {at, Path}) of
        [{_, _, Pid}] when is_pid(Pid) ->
            case is_process_alive(Pid) of
                true -> Pid;
                false -> none
            end;
        _ ->
            none
    end.

tell(Run, Step, Default) ->
    Reason = reason(maps:get(<<"reason">>, Step, Default)),
    with(Run, field(<<"path">>, Step), fun(Pid) -> gen_server:cast(Pid, {stop, Reason}) end).

number(#{table := Table}, Path) ->
    ets:update_counter(Table, {children, Path}, 1, {{children, Path}, 0}).

id(Step) ->
    case field(<<"id">>, Step) of
        Number when is_integer(Number) -> atom(integer_to_binary(Number));
        Id -> atom(Id)
    end.

path_of(Parent, #{id := Id}) -> path_of(Parent, Id);
path_of(Parent, Id) -> <<Parent/binary, $/, (atom_to_binary(Id))/binary>>.

%% Of a simple_one_for_one by the process, if there ever was one.
child(#{table := Table} = Run, Path, Step) ->
    case is_dynamic(Run, Path) andalso ets:lookup(Table, {at, path_of(Path, id(Step))}) of
        [{_, _, Pid}] -> Pid;
        _ -> id(Step)
    end.

started_text({ok, undefined}) -> ok_undefined;
started_text({ok, _Pid}) -> ok;
started_text(ignore) -> ok_undefined;
started_text({error, Reason}) -> <<"error:", (text(Reason))/binary>>.

done_text(ok) -> ok;
done_text({error, Reason}) -> <<"error:", (text(Reason))/binary>>.

%% The step kills a supervisor: what is below it now become orphans.
adopt_orphans(#{table := Table} = Run, #{<<"op">> := <<"exit">>, <<"reason">> := <<"kill">>, <<"path">> := Path}) ->
    case ets:member(Table, {strategy, Path}) andalso address(Run, Path) of
        Pid when is_pid(Pid) ->
            [ets:insert(Table, {{orphan, Below}}) || [Below, At] <- ets:match(Table, {{is, '$1'}, '$2', '_'}), is_below(At, Path)];
        _ ->
            ok
    end;
adopt_orphans(_Run, _Step) ->
    ok.

is_below(Path, Above) ->
    string:prefix(Path, <<Above/binary, $/>>) =/= nomatch.

%% --- the trace

entry(#{table := Table, recorder := Recorder} = Run, I, Op, Result) ->
    oracle_settle:settle(Recorder, fun is_idle/2),
    Entries = [What || {_Slot, What} <- oracle_recorder:take(Recorder)],
    Events = [{is_orphan(Table, Pid, Kind), [Kind | Event]} || {event, Pid, Kind, Event} <- Entries],
    Orphans = lists:sort([Event || {true, Event} <- Events]),
    Downs = [down(Table, Pid, Reason) || {down, Pid, Reason} <- Entries, ets:member(Table, {started, Pid})],
    {[{i, I}, {op, Op}, {result, Result},
      {events, in_order(Run, [Event || {false, Event} <- Events])}]
     ++ [{orphans, Orphans} || Orphans =/= []]
     ++ [{downs, lists:sort(Downs)}, {tree, tree(Run)}]}.

%% A worker that hangs in terminate is quiet, whatever is in its mailbox.
is_idle({gen_server, loop, _Arity}, 0) -> true;
is_idle({oracle_worker, hang, 0}, _Messages) -> true;
is_idle(_Function, _Messages) -> false.

is_orphan(Table, Pid, terminate) -> ets:member(Table, {orphan, Pid});
is_orphan(_Table, _Pid, init) -> false.

down(Table, Pid, Reason) ->
    [{_, Path, N}] = ets:lookup(Table, {is, Pid}),
    [Path, N, text(Reason)].

%% A simple_one_for_one ends its children all at once: each run of their terminations is sorted by their numbers.
in_order(_Run, []) ->
    [];
in_order(Run, [Event | Events]) ->
    case terminates_below(Run, Event) of
        none ->
            [Event | in_order(Run, Events)];
        Supervisor ->
            {Same, Others} = lists:splitwith(fun(Other) -> terminates_below(Run, Other) =:= Supervisor end, Events),
            Numbered = [{child_number(Path), Each} || [_, Path | _] = Each <- [Event | Same]],
            [Each || {_, Each} <- lists:keysort(1, Numbered)] ++ in_order(Run, Others)
    end.

terminates_below(Run, [terminate, Path | _]) ->
    [Parent, _] = string:split(Path, "/", trailing),
    case is_dynamic(Run, Parent) of
        true -> Parent;
        false -> none
    end;
terminates_below(_Run, _Event) ->
    none.

child_number(Path) -> binary_to_integer(last(Path)).

last(Path) -> lists:last(string:split(Path, "/", trailing)).

tree(Run) ->
    case address(Run, <<"root">>) of
        none -> null;
        Pid -> tree_node(Run, <<"root">>, <<"supervisor">>, Pid)
    end.

tree_node(#{table := Table} = Run, Id, Type, Pid) ->
    [{_, Path, N}] = ets:lookup(Table, {is, Pid}),
    [Id, Type, alive, N | [[case State of
                                alive -> tree_node(Run, ChildId, ChildType, Child);
                                _ -> [ChildId, ChildType, State]
                            end || {ChildId, ChildType, State, Child} <- children(Run, Path, Pid)]
                           || Type =:= <<"supervisor">>]].

%% [{Id, Type, State, Pid}] in start order, of a simple_one_for_one by number.
children(Run, Path, Pid) ->
    Children = lists:reverse([{shown_id(Run, Id, Child), atom_to_binary(Type), state(Child), Child}
                              || {Id, Child, Type, _Modules} <- supervisor:which_children(Pid)]),
    case is_dynamic(Run, Path) of
        true -> lists:sort(fun({One, _, _, _}, {Other, _, _, _}) -> place(One) =< place(Other) end, Children);
        false -> Children
    end.

shown_id(#{table := Table}, undefined, Pid) when is_pid(Pid) ->
    [{_, Path, _N}] = ets:lookup(Table, {is, Pid}),
    last(Path);
shown_id(_Run, undefined, _NoPid) ->
    <<"?">>;
shown_id(_Run, Id, _Child) ->
    atom_to_binary(Id).

place(<<"?">>) -> 0;
place(Number) -> binary_to_integer(Number).

state(Pid) when is_pid(Pid) -> alive;
state(Other) -> Other.
