%% Supervisors at work.
-module(supervision).

-behaviour(supervisor).

-export([start_child/1, restart/1, one_for_all/1, stop/1]).
-export([start_on_demand/1, start_children/2, stop_supervisor/1, init/1]).

-define(GROUP, 1000).

%% A supervisor counts the restarts that it remembers each time; with thousands of them a second, that would be most of its work.
-define(RESTARTS, 100).

start_child(Count) ->
    Supervisor = start_on_demand(start_link),
    Nanos = measure:nanos(fun() -> start_children(Supervisor, Count) end),
    stop_supervisor(Supervisor),
    Nanos / Count.

restart(Times) ->
    measure:percentile(restarts(one_for_one, [], Times), 50).

one_for_all(Times) ->
    Others = [child(Number, start_link, []) || Number <- lists:seq(2, ?GROUP)],
    measure:percentile(restarts(one_for_all, Others, Times), 50) / 1.0e6.

%% The last child, the one that is started after all others, crashes again and again.
restarts(Strategy, Others, Times) when Times > ?RESTARTS ->
    restarts(Strategy, Others, ?RESTARTS) ++ restarts(Strategy, Others, Times - ?RESTARTS);
restarts(Strategy, Others, Times) ->
    Children = Others ++ [child(last, start_link, [self()])],
    {ok, Supervisor} = supervisor:start_link(?MODULE, {#{strategy => Strategy, intensity => Times}, Children}),
    {Server, _When} = initialized(),
    Samples = crash(Server, Times),
    stop_supervisor(Supervisor),
    Samples.

crash(_Server, 0) ->
    [];
crash(Server, Left) ->
    Begun = erlang:monotonic_time(nanosecond),
    gen_server:cast(Server, crash),
    {Successor, When} = initialized(),
    [When - Begun | crash(Successor, Left - 1)].

initialized() ->
    receive
        {initialized, Server, When} -> {Server, When}
    end.

%% One after the other. A supervisor of children on demand would tell all of them at once, and take twice as long.
stop(Count) ->
    Children = [child(Number, start_link, []) || Number <- lists:seq(1, Count)],
    {ok, Supervisor} = supervisor:start_link(?MODULE, {#{strategy => one_for_one}, Children}),
    measure:nanos(fun() -> stop_supervisor(Supervisor) end) / Count.

%% A supervisor of servers on demand, which are started by this function of theirs.
start_on_demand(StartFunction) ->
    Child = child(server, StartFunction, []),
    {ok, Supervisor} = supervisor:start_link(?MODULE, {#{strategy => simple_one_for_one}, [Child]}),
    Supervisor.

start_children(_Supervisor, 0) ->
    ok;
start_children(Supervisor, Left) ->
    {ok, _Server} = supervisor:start_child(Supervisor, []),
    start_children(Supervisor, Left - 1).

%% Stops a supervisor that this process has started, as its own supervisor would.
stop_supervisor(Supervisor) ->
    Monitor = monitor(process, Supervisor),
    unlink(Supervisor),
    exit(Supervisor, shutdown),
    receive
        {'DOWN', Monitor, process, Supervisor, Reason} -> shutdown = Reason
    end.

init(FlagsAndChildren) ->
    {ok, FlagsAndChildren}.

child(Id, StartFunction, Arguments) ->
    #{id => Id, start => {server, StartFunction, Arguments}}.
