%% A tree in which each process starts ten, up to so many leaves; the sum of their numbers comes back.
-module(skynet).

-export([run/1]).

-define(CHILDREN, 10).

run(Leaves) ->
    Judge = self(),
    Nanos = measure:nanos(fun() ->
        spawn(fun() -> grow(Judge, 0, Leaves) end),
        Sum = sum(1, 0),
        Sum = Leaves * (Leaves - 1) div 2
    end),
    Nanos / 1.0e6.

grow(Parent, Number, 1) ->
    Parent ! Number;
grow(Parent, First, Leaves) ->
    start(self(), First, Leaves div ?CHILDREN, ?CHILDREN),
    Parent ! sum(?CHILDREN, 0).

start(_Parent, _First, _Leaves, 0) ->
    ok;
start(Parent, First, Leaves, Left) ->
    spawn(fun() -> grow(Parent, First, Leaves) end),
    start(Parent, First + Leaves, Leaves, Left - 1).

sum(0, Sum) ->
    Sum;
sum(Left, Sum) ->
    receive
        Number -> sum(Left - 1, Sum + Number)
    end.
