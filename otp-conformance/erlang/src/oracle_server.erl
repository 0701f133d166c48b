%% Family server: a gen_server that does what its script says.
-module(oracle_server).

-behaviour(gen_server).

-export([run/2]).
-export([init/1, handle_call/3, handle_cast/2, handle_info/2, handle_continue/2, terminate/2]).

-import(oracle_term, [atom/1, reason/1, text/1]).

%% The callers that are saved, the one saved longest ago first, are in the process dictionary: a callback that
%% crashes has saved them all the same.
-record(state, {run, script}).

run(Run, Scenario) ->
    oracle_timed:run(Run, {gen_server, ?MODULE}, callbacks, Scenario).

init({Run, Scenario}) ->
    process_flag(trap_exit, maps:get(<<"trap_exit">>, Scenario, false)),
    oracle_timed:begins(Run),
    State = #state{run = Run, script = maps:get(<<"script">>, Scenario, #{})},
    called(State, <<"init">>, <<>>),
    Result = maps:get(<<"init">>, Scenario, #{}),
    Next = effects(Result, none, State),
    case maps:get(<<"ret">>, Result, <<"ok">>) of
        <<"ok">> -> with_next({ok, Next}, Result);
        <<"ignore">> -> ignore;
        <<"stop">> -> {stop, reason_of(Result)};
        <<"crash">> -> crash(Result)
    end.

handle_call(Message, From, State) ->
    called(State, <<"handle_call">>, text(Message)),
    case entry(<<"call:">>, text(Message), State) of
        none ->
            {reply, ok, State};
        Result ->
            Next = effects(Result, From, State),
            case Result of
                #{<<"ret">> := <<"reply">>, <<"value">> := Value} -> with_next({reply, atom(Value), Next}, Result);
                #{<<"ret">> := <<"stop">>, <<"value">> := Value} -> {stop, reason_of(Result), atom(Value), Next};
                _ -> return(Result, Next)
            end
    end.

handle_cast(Message, State) -> handle(<<"handle_cast">>, <<"cast:">>, Message, State).

handle_info(Message, State) -> handle(<<"handle_info">>, <<"info:">>, Message, State).

handle_continue(Continue, State) -> handle(<<"handle_continue">>, <<"continue:">>, Continue, State).

handle(Callback, Kind, Message, State) ->
    called(State, Callback, text(Message)),
    case entry(Kind, text(Message), State) of
        none -> {noreply, State};
        Result -> return(Result, effects(Result, none, State))
    end.

terminate(Reason, #state{script = Script} = State) ->
    called(State, <<"terminate">>, text(Reason)),
    Result = maps:get(<<"terminate">>, Script, #{}),
    effects(Result, none, State),
    case Result of
        #{<<"ret">> := <<"crash">>} -> crash(Result);
        _ -> ok
    end.

return(Result, State) ->
    case maps:get(<<"ret">>, Result, <<"noreply">>) of
        <<"noreply">> -> with_next({noreply, State}, Result);
        <<"stop">> -> {stop, reason_of(Result), State};
        <<"crash">> -> crash(Result)
    end.

with_next(Return, #{<<"timeout">> := Ms}) -> append(Return, atom(Ms));
with_next(Return, #{<<"continue">> := Continue}) -> append(Return, {continue, atom(Continue)});
with_next(Return, #{<<"hibernate">> := true}) -> append(Return, hibernate);
with_next(Return, _Result) -> Return.

append(Return, Next) -> erlang:append_element(Return, Next).

reason_of(Result) -> reason(oracle_run:field(<<"reason">>, Result)).

crash(Result) ->
    case maps:get(<<"kind">>, Result, <<"error">>) of
        <<"error">> -> error(reason_of(Result));
        <<"exit">> -> exit(reason_of(Result));
        <<"throw">> -> throw(reason_of(Result))
    end.

called(#state{run = Run}, Callback, Text) -> oracle_timed:handled(Run, [Callback, Text]).

entry(Kind, Message, #state{run = Run, script = Script}) ->
    case [Key || Key <- [<<Kind/binary, Message/binary>>, <<Kind/binary, $*>>], is_map_key(Key, Script)] of
        [Key | _] -> oracle_run:use(Run, Key, map_get(Key, Script));
        [] -> none
    end.

effects(Result, From, State) ->
    lists:foldl(fun(Effect, Before) -> effect(Effect, From, Before) end, State, maps:get(<<"effects">>, Result, [])).

effect([<<"sleep">>, Ms], _From, State) ->
    oracle_timed:sleep(Ms),
    State;
effect([<<"save">>], none, State) ->
    State;
effect([<<"save">>], From, State) ->
    put(saved, saved() ++ [From]),
    State;
effect([<<"reply">>, Value], _From, State) ->
    case saved() of
        [] ->
            ok;
        [Caller | Saved] ->
            gen_server:reply(Caller, atom(Value)),
            put(saved, Saved)
    end,
    State;
effect([<<"send">>, Message], _From, State) ->
    self() ! atom(Message),
    State;
effect([<<"cast">>, Message], _From, State) ->
    gen_server:cast(self(), atom(Message)),
    State;
effect([<<"call_self">>, Message], _From, State) ->
    gen_server:call(self(), atom(Message)),
    State;
effect([<<"trap">>, On], _From, State) ->
    process_flag(trap_exit, On),
    State;
effect(Effect, _From, #state{run = Run}) ->
    oracle_run:invalid(Run, ["not a valid effect: ", oracle_json:encode(Effect)]).

saved() ->
    case get(saved) of
        undefined -> [];
        Saved -> Saved
    end.
