%% The memory of processes that have nothing to do.
-module(idle_memory).

-export([supervised/1, bare/1, named/1]).

supervised(Count) ->
    Before = measure:memory(),
    Supervisor = supervision:start_on_demand(start_link),
    supervision:start_children(Supervisor, Count),
    Bytes = measure:memory() - Before,
    supervision:stop_supervisor(Supervisor),
    Bytes / Count.

bare(Count) ->
    Others = processes(),
    Before = measure:memory(),
    start_idle(Count),
    Bytes = measure:memory() - Before,
    participants:stop(processes() -- Others),
    Bytes / Count.

%% A name is an atom, and an atom stays for ever; so the names of each run are new.
named(Count) ->
    Before = measure:memory(),
    Supervisor = supervision:start_on_demand(start_named),
    start_named(Supervisor, erlang:unique_integer([positive]), Count),
    Bytes = measure:memory() - Before,
    supervision:stop_supervisor(Supervisor),
    Bytes / Count.

start_idle(0) ->
    ok;
start_idle(Left) ->
    spawn(fun() -> receive stop -> ok end end),
    start_idle(Left - 1).

start_named(_Supervisor, _Run, 0) ->
    ok;
start_named(Supervisor, Run, Left) ->
    Name = list_to_atom(lists:concat(["server-", Run, "-", Left])),
    {ok, _Server} = supervisor:start_child(Supervisor, [Name]),
    start_named(Supervisor, Run, Left - 1).
