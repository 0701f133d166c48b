%% Waits until all is quiet.
%%
%% A sleep would be slow and would fail on a loaded machine, so processes are looked at instead. A process is quiet when it
%% waits where a process of its kind waits for its next message, and has none. That alone leaves out the signals that are
%% under way from a process that is just dying: those show in that somebody is still linked to a dead process, or monitors it.
%% What even that leaves out (monitors by name) is why all has to be quiet several times in a row.
-module(oracle_settle).

-export([settle/2]).

-define(TIMES, 3).
-define(PAUSE, 2).
-define(PATIENCE, 120000).

%% IsIdle tells of the function that a process waits in, and the number of its messages, whether it has nothing to do.
settle(Recorder, IsIdle) ->
    settle(Recorder, IsIdle, ?TIMES, none, erlang:monotonic_time(millisecond) + ?PATIENCE).

settle(_Recorder, _IsIdle, 0, _Before, _Deadline) ->
    ok;
settle(Recorder, IsIdle, Times, Before, Deadline) ->
    {Count, Pids} = oracle_recorder:state(Recorder),
    Quiet = lists:all(fun(Pid) -> is_quiet(Pid, IsIdle) end, Pids),
    erlang:monotonic_time(millisecond) < Deadline
        orelse throw({invalid, "a step was not quiet after two minutes"}),
    timer:sleep(?PAUSE),
    case {Quiet, Count} of
        {true, Before} -> settle(Recorder, IsIdle, Times - 1, Before, Deadline);
        {true, _} -> settle(Recorder, IsIdle, ?TIMES, Count, Deadline);
        {false, _} -> settle(Recorder, IsIdle, ?TIMES, none, Deadline)
    end.

is_quiet(Pid, IsIdle) ->
    case process_info(Pid, [status, current_function, message_queue_len, links, monitors]) of
        [{status, waiting}, {current_function, Function}, {message_queue_len, Messages}, {links, Links}, {monitors, Monitors}] ->
            IsIdle(Function, Messages)
                andalso lists:all(fun is_process_alive/1, Links)
                andalso lists:all(fun is_process_alive/1, [Monitored || {process, Monitored} <- Monitors, is_pid(Monitored)]);
        _RunsOrIsDead ->
            false
    end.
