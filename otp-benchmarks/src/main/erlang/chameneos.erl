%% Creatures that meet in pairs in a mall and change their colours (Savina).
-module(chameneos).

-export([run/1]).

-define(CREATURES, 100).

run(Meetings) ->
    Judge = self(),
    Mall = spawn(fun() -> Judge ! {met, keep(Meetings)} end),
    Creatures = participants:start(?CREATURES, fun(Number) -> live(Mall, colour(Number rem 3)) end),
    Nanos = measure:nanos(fun() ->
        lists:foreach(fun(Creature) -> Creature ! start end, Creatures),
        receive
            {met, Sum} -> Sum = 2 * Meetings
        end
    end),
    participants:stop(Creatures),
    Nanos / Meetings.

keep(0) ->
    close(?CREATURES, 0);
keep(Meetings) ->
    receive
        {meet, First, _Colour} ->
            receive
                {meet, _Second, _} = Other -> First ! Other
            end
    end,
    keep(Meetings - 1).

close(0, Sum) ->
    Sum;
close(Inside, Sum) ->
    receive
        {meet, Late, _Colour} ->
            Late ! closed,
            close(Inside, Sum);
        {met, Times} ->
            close(Inside - 1, Sum + Times)
    end.

live(Mall, Colour) ->
    receive
        start -> visit(Mall, Colour, 0)
    end.

visit(Mall, Colour, Met) ->
    Mall ! {meet, self(), Colour},
    receive
        {meet, Other, Theirs} ->
            Mine = complement(Colour, Theirs),
            Other ! {colour, Mine},
            visit(Mall, Mine, Met + 1);
        {colour, New} ->
            visit(Mall, New, Met + 1);
        closed ->
            Mall ! {met, Met}
    end.

colour(0) -> blue;
colour(1) -> red;
colour(2) -> yellow.

complement(Same, Same) -> Same;
complement(blue, red) -> yellow;
complement(red, blue) -> yellow;
complement(blue, yellow) -> red;
complement(yellow, blue) -> red;
complement(red, yellow) -> blue;
complement(yellow, red) -> blue.
