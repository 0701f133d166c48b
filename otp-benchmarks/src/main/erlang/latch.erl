%% Lets a process wait until many others are done, at the price of one atomic operation for each of them.
-module(latch).

-export([new/1, count_down/1, is_open/1, await/1]).

%% For the process that will wait.
new(Count) ->
    Left = atomics:new(1, []),
    atomics:put(Left, 1, Count),
    {Left, self(), make_ref()}.

count_down({Left, Owner, Tag}) ->
    case atomics:sub_get(Left, 1, 1) of
        0 -> Owner ! Tag;
        _ -> ok
    end.

is_open({Left, _Owner, _Tag}) ->
    atomics:get(Left, 1) =:= 0.

await({_Left, _Owner, Tag}) ->
    receive
        Tag -> ok
    end.
