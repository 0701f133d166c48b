%% The one synchronised list of what happens in a run, and the watch over its processes.
%%
%% An entry is {Slot, What}; Slot is 0 in the families that have none. The end of a watched process is {down, Pid, Reason}.
-module(oracle_recorder).

-export([start_link/0, note/2, slot/2, watch/2, take/1, state/1]).

start_link() ->
    spawn_link(fun() -> loop(0, [], 0, #{}) end).

%% A signal between processes of one node is in the queue of the receiver when the sender goes on: no answer is needed for order.
note(Recorder, What) ->
    Recorder ! {note, What},
    ok.

%% A new slot begins.
slot(Recorder, Slot) ->
    Recorder ! {slot, Slot},
    ok.

%% Returns when the process is watched: whatever it does next, its end is seen with its reason.
watch(Recorder, Pid) -> ask(Recorder, {watch, Pid}).

%% The entries since the last time.
take(Recorder) -> ask(Recorder, take).

%% How many entries there ever were, and the watched processes whose end has not been noticed.
state(Recorder) -> ask(Recorder, state).

ask(Recorder, Question) ->
    Ref = make_ref(),
    Recorder ! {ask, self(), Ref, Question},
    receive {Ref, Answer} -> Answer end.

loop(Slot, Entries, Count, Watched) ->
    receive
        {slot, Next} ->
            loop(Next, Entries, Count, Watched);
        {note, What} ->
            loop(Slot, [{Slot, What} | Entries], Count + 1, Watched);
        {'DOWN', _Monitor, process, Pid, Reason} ->
            loop(Slot, [{Slot, {down, Pid, Reason}} | Entries], Count + 1, maps:remove(Pid, Watched));
        {ask, From, Ref, {watch, Pid}} ->
            monitor(process, Pid),
            From ! {Ref, ok},
            loop(Slot, Entries, Count, Watched#{Pid => true});
        {ask, From, Ref, take} ->
            From ! {Ref, lists:reverse(Entries)},
            loop(Slot, [], Count, Watched);
        {ask, From, Ref, state} ->
            From ! {Ref, {Count, maps:keys(Watched)}},
            loop(Slot, Entries, Count, Watched)
    end.
