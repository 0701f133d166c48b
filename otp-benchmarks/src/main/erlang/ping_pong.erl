%% Pairs of processes, each with one message that goes to and fro.
-module(ping_pong).

-export([run/2]).

run(Pairs, Messages) ->
    Judge = self(),
    Each = Messages div (2 * Pairs),
    Starters = participants:start(Pairs, fun(_) -> receive {partner, Partner} -> play(Judge, Partner, Each) end end),
    Partners = [spawn(fun() -> play(Judge, Starter, Each) end) || Starter <- Starters],
    lists:foreach(fun({Starter, Partner}) -> Starter ! {partner, Partner} end, lists:zip(Starters, Partners)),
    Nanos = measure:nanos(fun() ->
        lists:foreach(fun(Starter) -> Starter ! ball end, Starters),
        participants:await(Pairs, done)
    end),
    participants:stop(Starters ++ Partners),
    Nanos / Messages.

play(Judge, Partner, Left) ->
    receive
        ball when Left > 0 ->
            Partner ! ball,
            play(Judge, Partner, Left - 1);
        ball ->
            Judge ! done
    end.
