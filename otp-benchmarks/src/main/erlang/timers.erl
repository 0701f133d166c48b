%% A process sets timers that would send it a message, and cancels them.
-module(timers).

-export([run/1]).

-define(MINUTE, 60000).

run(Count) ->
    Nanos = measure:nanos(fun() -> cancel(set(Count, [])) end),
    Nanos / Count.

set(0, Timers) ->
    Timers;
set(Left, Timers) ->
    set(Left - 1, [erlang:send_after(?MINUTE, self(), timeout) | Timers]).

cancel([]) ->
    ok;
cancel([Timer | Timers]) ->
    Left = erlang:cancel_timer(Timer),
    true = is_integer(Left),
    cancel(Timers).
