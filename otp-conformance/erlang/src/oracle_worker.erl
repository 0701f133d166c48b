%% A worker of a supervision tree: a gen_server that starts, ends and hangs as its node of the scenario says.
-module(oracle_worker).

-behaviour(gen_server).

-export([start_link/3, init/1, handle_call/3, handle_cast/2, handle_info/2, terminate/2, hang/0]).

-record(state, {run, path, n, hangs}).

start_link(Run, Path, Node) ->
    gen_server:start_link(?MODULE, {Run, Path, Node}, []).

init({Run, Path, Node}) ->
    process_flag(trap_exit, maps:get(<<"trap_exit">>, Node, false)),
    N = oracle_supervisor:begins(Run, Path),
    Starts = maps:get(<<"starts">>, Node, [<<"ok">>]),
    Hangs = maps:get(<<"on_shutdown">>, Node, <<"stop">>) =:= <<"hang">>,
    starts(lists:nth(min(N, length(Starts)), Starts), #state{run = Run, path = Path, n = N, hangs = Hangs}).

starts(<<"slow:", Rest/binary>>, State) ->
    [Ms, Element] = string:split(Rest, ":"),
    timer:sleep(binary_to_integer(Ms)),
    starts(Element, State);
starts(Element, #state{run = Run, path = Path, n = N} = State) ->
    oracle_supervisor:event(Run, init, [Path, N, Element]),
    case Element of
        <<"ok">> ->
            oracle_supervisor:started(Run, self()),
            {ok, State};
        <<"ignore">> -> ignore;
        <<"error:", Reason/binary>> -> {stop, oracle_term:reason(Reason)};
        <<"crash:", Reason/binary>> -> error(oracle_term:reason(Reason))
    end.

handle_call(_Request, _From, State) -> {noreply, State}.

handle_cast({stop, Reason}, State) -> {stop, Reason, State#state{hangs = false}}.

handle_info(_Info, State) -> {noreply, State}.

terminate(Reason, #state{run = Run, path = Path, n = N, hangs = Hangs}) ->
    oracle_supervisor:event(Run, terminate, [Path, N, oracle_term:text(Reason)]),
    Hangs andalso hang().

hang() -> receive after infinity -> ok end.
