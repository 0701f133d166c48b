%% The processes that take part in a work.
-module(participants).

-export([start/2, await/2, stop/1]).

%% Starts so many; each is given its number, from 1.
start(Count, Life) ->
    [spawn(fun() -> Life(Number) end) || Number <- lists:seq(1, Count)].

%% Waits until so many messages of this kind have come.
await(0, _Message) ->
    ok;
await(Count, Message) ->
    receive
        Message -> await(Count - 1, Message)
    end.

%% Ends them, those that have not ended by themselves, and waits for that.
stop(Processes) ->
    Monitors = [monitor(process, Process) || Process <- Processes],
    lists:foreach(fun(Process) -> exit(Process, kill) end, Processes),
    lists:foreach(fun(Monitor) -> receive {'DOWN', Monitor, process, _, _} -> ok end end, Monitors).
