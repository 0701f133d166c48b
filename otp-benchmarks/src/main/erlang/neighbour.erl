%% How late a small server is while others keep the machine busy.
-module(neighbour).

-export([while_blocked/1, blockers_done/1, while_spinning/1]).

%% With fewer answers, the 99th percentile would only be the slowest of them.
-define(LEAST_CALLS, 200).

%% Milliseconds for which it is called, at most, and for which it is called while others compute without end.
-define(PATIENCE, 3000).
-define(SPINNING, 1000).

while_blocked(Count) ->
    Latch = latch:new(Count),
    Blockers = participants:start(Count, fun(_) -> block(Latch) end),
    {ok, Neighbour} = gen_server:start(server, nobody, []),
    lists:foreach(fun(Blocker) -> Blocker ! block end, Blockers),
    Samples = call(Neighbour, fun() -> latch:is_open(Latch) end, in_millis(?PATIENCE)),
    participants:stop([Neighbour | Blockers]),
    measure:percentile(Samples, 99) / 1.0e6.

blockers_done(Count) ->
    Latch = latch:new(Count),
    Blockers = participants:start(Count, fun(_) -> block(Latch) end),
    Nanos = measure:nanos(fun() ->
        lists:foreach(fun(Blocker) -> Blocker ! block end, Blockers),
        latch:await(Latch)
    end),
    Nanos / 1.0e6.

%% The wait that takes no thread is the one that Erlang has.
block(Latch) ->
    receive
        block -> timer:sleep(50)
    end,
    latch:count_down(Latch).

while_spinning(Count) ->
    {ok, Neighbour} = gen_server:start(server, nobody, []),
    Spinners = participants:start(Count, fun spin/1),
    Samples = call(Neighbour, fun() -> false end, in_millis(?SPINNING)),
    participants:stop([Neighbour | Spinners]),
    measure:percentile(Samples, 99) / 1.0e6.

spin(Number) ->
    spin((Number * 75 + 74) rem 65537).

in_millis(Millis) ->
    erlang:monotonic_time(millisecond) + Millis.

call(Neighbour, Over, Limit) ->
    call(Neighbour, Over, Limit, 1, []).

call(Neighbour, Over, Limit, Calls, Samples) ->
    Begun = erlang:monotonic_time(nanosecond),
    echo = gen_server:call(Neighbour, echo, infinity),
    Sample = erlang:monotonic_time(nanosecond) - Begun,
    timer:sleep(1),
    case (Calls >= ?LEAST_CALLS andalso Over()) orelse erlang:monotonic_time(millisecond) >= Limit of
        true -> [Sample | Samples];
        false -> call(Neighbour, Over, Limit, Calls + 1, [Sample | Samples])
    end.
