%% What figures are made from.
-module(measure).

-export([nanos/1, new_samples/1, percentile/2, collect_garbage/0, memory/0]).

%% How long something takes.
nanos(Action) ->
    Begun = erlang:monotonic_time(nanosecond),
    Action(),
    erlang:monotonic_time(nanosecond) - Begun.

%% Room for so many samples outside of the heap, so that noting them makes no garbage.
new_samples(Count) ->
    atomics:new(Count, []).

%% The value that so many of a hundred samples do not exceed. Samples are in a list or where new_samples/1 put them.
percentile(Samples, Percent) when is_list(Samples) ->
    Sorted = lists:sort(Samples),
    lists:nth(length(Sorted) * Percent div 100 + 1, Sorted);
percentile(Samples, Percent) ->
    #{size := Count} = atomics:info(Samples),
    percentile([atomics:get(Samples, I) || I <- lists:seq(1, Count)], Percent).

collect_garbage() ->
    lists:foreach(fun erlang:garbage_collect/1, processes()).

%% The memory in use when what is garbage has been collected.
memory() ->
    collect_garbage(),
    erlang:memory(total).
