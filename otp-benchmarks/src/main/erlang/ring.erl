%% One message goes round a ring. It says how many steps are left.
-module(ring).

-export([run/1]).

-define(PROCESSES, 1000).

run(Steps) ->
    Judge = self(),
    Last = spawn(fun() -> receive {next, Next} -> pass(Judge, Next) end end),
    Ring = [First | _] = lists:foldl(fun(_, [Next | _] = Started) -> [spawn(fun() -> pass(Judge, Next) end) | Started] end,
                                     [Last], lists:seq(2, ?PROCESSES)),
    Last ! {next, First},
    Nanos = measure:nanos(fun() ->
        First ! Steps - 1,
        participants:await(1, done)
    end),
    participants:stop(Ring),
    Nanos / Steps.

pass(Judge, Next) ->
    receive
        0 ->
            Judge ! done;
        Left ->
            Next ! Left - 1,
            pass(Judge, Next)
    end.
