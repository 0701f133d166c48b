%% The long mailbox of a process that is busy.
-module(mailbox).

-export([memory/1, depth/1]).

memory(Messages) ->
    Busy = spawn(fun compute/0),
    Before = measure:memory(),
    send(Busy, Messages),
    Bytes = measure:memory() - Before,
    participants:stop([Busy]),
    Bytes / Messages.

depth(Messages) ->
    Busy = spawn(fun compute/0),
    send(Busy, Messages),
    Nanos = measure:nanos(fun() -> {message_queue_len, Messages} = process_info(Busy, message_queue_len) end),
    participants:stop([Busy]),
    Nanos.

compute() ->
    compute().

send(_Process, 0) ->
    ok;
send(Process, Left) ->
    Process ! message,
    send(Process, Left - 1).
