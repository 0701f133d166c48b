%% A process starts others that end at once.
-module(spawning).

-export([run/1]).

run(Count) ->
    Nanos = measure:nanos(fun() ->
        Latch = latch:new(Count),
        start(Latch, Count),
        latch:await(Latch)
    end),
    Nanos / Count.

start(_Latch, 0) ->
    ok;
start(Latch, Left) ->
    spawn(fun() -> latch:count_down(Latch) end),
    start(Latch, Left - 1).
