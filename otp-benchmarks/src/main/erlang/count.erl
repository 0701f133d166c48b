%% One process tells another to count, and then asks how far it got (Savina).
-module(count).

-export([run/1]).

run(Increments) ->
    Counter = spawn(fun() -> count(0) end),
    Nanos = measure:nanos(fun() ->
        send(Counter, Increments),
        Counter ! {sum, self()},
        receive
            {sum, Sum} -> Sum = Increments
        end
    end),
    participants:stop([Counter]),
    Nanos / Increments.

send(_Counter, 0) ->
    ok;
send(Counter, Left) ->
    Counter ! increment,
    send(Counter, Left - 1).

count(Sum) ->
    receive
        increment ->
            count(Sum + 1);
        {sum, Asker} ->
            Asker ! {sum, Sum}
    end.
