%% The server of all works that need one. Its state is a number.
-module(server).

-behaviour(gen_server).

-export([start_link/0, start_link/1, start_named/1]).
-export([init/1, handle_call/3, handle_cast/2]).

start_link() ->
    gen_server:start_link(?MODULE, nobody, []).

%% Tells somebody when it has been initialized: {initialized, Server, WhenInNanoseconds}.
start_link(Watcher) ->
    gen_server:start_link(?MODULE, Watcher, []).

start_named(Name) ->
    gen_server:start_link({local, Name}, ?MODULE, nobody, []).

init(nobody) ->
    {ok, 0};
init(Watcher) ->
    Watcher ! {initialized, self(), erlang:monotonic_time(nanosecond)},
    {ok, 0}.

handle_call(echo, _From, Number) ->
    {reply, echo, Number};
handle_call(number, _From, Number) ->
    {reply, Number, Number}.

handle_cast(increment, Number) ->
    {noreply, Number + 1};
handle_cast(crash, _Number) ->
    error(crash).
