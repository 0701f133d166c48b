%% Processes that compute the sine of a number when they are told to (Savina).
-module(fork_join).

-export([create/1, throughput/1]).

-define(WORKERS, 60).

create(Count) ->
    Nanos = measure:nanos(fun() ->
        Latch = latch:new(Count),
        start(Latch, Count),
        latch:await(Latch)
    end),
    Nanos / Count.

start(_Latch, 0) ->
    ok;
start(Latch, Number) ->
    Process = spawn(fun() ->
        compute(),
        latch:count_down(Latch)
    end),
    Process ! Number,
    start(Latch, Number - 1).

%% There are no threads outside; the messages come from one more process.
throughput(Messages) ->
    Judge = self(),
    Each = Messages div ?WORKERS,
    Workers = [start_worker(Judge, Each) || _ <- lists:seq(1, ?WORKERS)],
    Numbered = lists:zip(Workers, lists:seq(1, ?WORKERS)),
    Nanos = measure:nanos(fun() ->
        send(Numbered, Each),
        participants:await(?WORKERS, done)
    end),
    participants:stop(Workers),
    Nanos / (Each * ?WORKERS).

%% Sines are garbage soon, and a collection looks at each message that waits on the heap; without off_heap it takes ten times as long.
start_worker(Judge, Each) ->
    spawn_opt(fun() -> work(Judge, Each) end, [{message_queue_data, off_heap}]).

send(_Workers, 0) ->
    ok;
send(Workers, Left) ->
    lists:foreach(fun({Worker, Number}) -> Worker ! Number end, Workers),
    send(Workers, Left - 1).

work(Judge, 0) ->
    Judge ! done;
work(Judge, Left) ->
    compute(),
    work(Judge, Left - 1).

compute() ->
    receive
        Number ->
            case math:sin(Number) of
                Sine when Sine >= -1, Sine =< 1 -> ok
            end
    end.
