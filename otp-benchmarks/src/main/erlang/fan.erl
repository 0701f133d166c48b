%% Many send to one, and one sends to many.
-module(fan).

-export([in/1, out/1]).

-define(SENDERS, 100).
-define(RECEIVERS, 1000).

in(Messages) ->
    Judge = self(),
    Each = Messages div ?SENDERS,
    Receiver = spawn(fun() -> count(Judge, Each * ?SENDERS) end),
    Senders = participants:start(?SENDERS, fun(_) -> receive start -> send(Receiver, Each) end end),
    Nanos = measure:nanos(fun() ->
        lists:foreach(fun(Sender) -> Sender ! start end, Senders),
        participants:await(1, done)
    end),
    participants:stop([Receiver | Senders]),
    Nanos / Messages.

out(Messages) ->
    Judge = self(),
    Each = Messages div ?RECEIVERS,
    Receivers = participants:start(?RECEIVERS, fun(_) -> count(Judge, Each) end),
    Sender = spawn(fun() -> receive start -> send_to_all(Receivers, Each) end end),
    Nanos = measure:nanos(fun() ->
        Sender ! start,
        participants:await(?RECEIVERS, done)
    end),
    participants:stop([Sender | Receivers]),
    Nanos / Messages.

send(_Receiver, 0) ->
    ok;
send(Receiver, Left) ->
    Receiver ! message,
    send(Receiver, Left - 1).

send_to_all(_Receivers, 0) ->
    ok;
send_to_all(Receivers, Left) ->
    lists:foreach(fun(Receiver) -> Receiver ! message end, Receivers),
    send_to_all(Receivers, Left - 1).

count(Judge, 0) ->
    Judge ! done;
count(Judge, Left) ->
    receive
        message -> count(Judge, Left - 1)
    end.
