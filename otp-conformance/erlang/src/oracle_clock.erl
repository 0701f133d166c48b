%% Tells whether this machine was so busy that something happened too late.
%%
%% A process that wants to wake up every few milliseconds keeps count of how late it was.
-module(oracle_clock).

-export([start/0, ms/0, worst/2]).

-define(PERIOD, 5).

start() ->
    Caller = self(),
    {Pid, Monitor} = spawn_monitor(fun() ->
        ets:new(?MODULE, [named_table, ordered_set, protected]),
        Caller ! {self(), ready},
        tick(ms())
    end),
    receive
        {Pid, ready} -> demonitor(Monitor, [flush]), ok;
        {'DOWN', Monitor, process, Pid, Reason} -> error(Reason)
    end.

%% In ms.
ms() -> erlang:monotonic_time(millisecond).

%% The greatest delay between two times, in ms.
worst(From, To) ->
    lists:max([0 | [Late || [Time, Late] <- ets:match(?MODULE, {'$1', '$2'}), Time >= From, Time - Late =< To]]).

tick(Before) ->
    receive after ?PERIOD -> ok end,
    Now = ms(),
    case Now - Before - ?PERIOD of
        Late when Late > ?PERIOD -> ets:insert(?MODULE, {Now, Late});
        _ -> ok
    end,
    tick(Now).
