%% Calls and casts to a server.
-module(calls).

-export([call/2, cast/1]).

call(Calls, Percent) ->
    {ok, Server} = gen_server:start(server, nobody, []),
    Samples = measure:new_samples(Calls),
    call(Server, Samples, Calls),
    participants:stop([Server]),
    measure:percentile(Samples, Percent).

call(_Server, _Samples, 0) ->
    ok;
call(Server, Samples, Left) ->
    Begun = erlang:monotonic_time(nanosecond),
    echo = gen_server:call(Server, echo),
    atomics:put(Samples, Left, erlang:monotonic_time(nanosecond) - Begun),
    call(Server, Samples, Left - 1).

cast(Casts) ->
    {ok, Server} = gen_server:start(server, nobody, []),
    Nanos = measure:nanos(fun() ->
        send(Server, Casts),
        Casts = gen_server:call(Server, number, infinity)
    end),
    participants:stop([Server]),
    Nanos / Casts.

send(_Server, 0) ->
    ok;
send(Server, Left) ->
    gen_server:cast(Server, increment),
    send(Server, Left - 1).
