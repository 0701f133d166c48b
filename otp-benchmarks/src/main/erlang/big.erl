%% Processes that ping each other at random (Savina).
-module(big).

-export([run/1]).

-define(PROCESSES, 120).

run(Messages) ->
    Judge = self(),
    Pings = Messages div 2 div ?PROCESSES,
    Processes = participants:start(?PROCESSES, fun(Number) -> begin_with(Judge, Pings, Number) end),
    Others = list_to_tuple(Processes),
    lists:foreach(fun(Process) -> Process ! {others, Others} end, Processes),
    Nanos = measure:nanos(fun() ->
        lists:foreach(fun(Process) -> Process ! pong end, Processes),
        participants:await(?PROCESSES, done)
    end),
    participants:stop(Processes),
    Nanos / (2 * Pings * ?PROCESSES).

begin_with(Judge, Pings, Number) ->
    receive
        {others, Others} -> exchange(Judge, Others, {ping, self()}, Pings, rand:mwc59_seed(Number))
    end.

exchange(Judge, Others, Ping, Left, Random) ->
    receive
        {ping, From} ->
            From ! pong,
            exchange(Judge, Others, Ping, Left, Random);
        pong when Left > 0 ->
            element(rand:mwc59_value32(Random) rem ?PROCESSES + 1, Others) ! Ping,
            exchange(Judge, Others, Ping, Left - 1, rand:mwc59(Random));
        pong ->
            Judge ! done,
            exchange(Judge, Others, Ping, Left, Random)
    end.
