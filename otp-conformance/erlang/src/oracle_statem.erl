%% Family statem: a gen_statem that does what its table says.
-module(oracle_statem).

-behaviour(gen_statem).

-export([run/2]).
-export([callback_mode/0, init/1, handle_event/4, terminate/3]).

-import(oracle_term, [atom/1, reason/1, text/1]).

%% saved: callers, the one saved longest ago first
-record(data, {run, table, terminate, saved = []}).

run(Run, Scenario) ->
    oracle_timed:run(Run, {gen_statem, ?MODULE}, handled, Scenario).

%% Called in the process of the server, after its init.
callback_mode() ->
    [handle_event_function | [state_enter || get(state_enter)]].

init({Run, Scenario}) ->
    process_flag(trap_exit, maps:get(<<"trap_exit">>, Scenario, false)),
    oracle_timed:begins(Run),
    put(state_enter, maps:get(<<"state_enter">>, Scenario, false)),
    Data = #data{run = Run,
                 table = maps:get(<<"table">>, Scenario, #{}),
                 terminate = maps:get(<<"terminate">>, Scenario, #{})},
    Init = oracle_run:field(<<"init">>, Scenario),
    case Init of
        #{<<"result">> := <<"ignore">>} -> ignore;
        #{<<"result">> := <<"stop">>} -> {stop, reason_of(Init)};
        #{<<"result">> := <<"crash">>} -> crash(Init);
        #{<<"state">> := State} ->
            {Actions, Next} = actions(Init, none, Data),
            {ok, atom(State), Next, Actions}
    end.

handle_event(Type, Content, State, Data) ->
    Kind = kind(Type),
    oracle_timed:handled(Data#data.run, [text(State), Kind, text(Content)]),
    Entry = entry(text(State), Kind, text(Content), Data),
    {Actions, Next} = actions(Entry, Type, Data),
    case maps:get(<<"do">>, Entry, <<"keep">>) of
        <<"keep">> -> {keep_state, Next, Actions};
        <<"next">> -> {next_state, atom(oracle_run:field(<<"state">>, Entry)), Next, Actions};
        <<"repeat">> -> {repeat_state, Next, Actions};
        <<"stop">> when Actions =:= [] -> {stop, reason_of(Entry), Next};
        <<"stop">> -> {stop_and_reply, reason_of(Entry), Actions, Next};
        <<"crash">> -> crash(Entry)
    end.

terminate(Reason, State, #data{run = Run, terminate = Terminate}) ->
    oracle_timed:handled(Run, [text(State), <<"terminate">>, text(Reason)]),
    oracle_timed:sleep(maps:get(<<"sleep">>, Terminate, 0)),
    case Terminate of
        #{<<"crash">> := Crash} -> crash(Crash);
        _ -> ok
    end.

kind({call, _From}) -> <<"call">>;
kind({timeout, Name}) -> <<"timeout/", (text(Name))/binary>>;
kind(Type) -> text(Type).

entry(State, Kind, Content, #data{run = Run, table = Table}) ->
    Entries = maps:get(State, Table, #{}),
    Keys = [<<Kind/binary, $:, Content/binary>>, <<Kind/binary, ":*">>, <<"*">>],
    case [Key || Key <- Keys, is_map_key(Key, Entries)] of
        [Key | _] -> oracle_run:use(Run, {State, Key}, map_get(Key, Entries));
        [] -> #{}
    end.

reason_of(Entry) -> reason(maps:get(<<"reason">>, Entry, <<"normal">>)).

crash(Entry) ->
    case maps:get(<<"kind">>, Entry, <<"error">>) of
        <<"error">> -> error(reason_of(Entry));
        <<"exit">> -> exit(reason_of(Entry));
        <<"throw">> -> throw(reason_of(Entry))
    end.

%% The actions for gen_statem, and the data after those that are not for it.
actions(Entry, Type, Data) ->
    {Actions, Next} = lists:mapfoldl(fun(Action, Before) -> action(Action, Type, Before) end, Data,
                                     maps:get(<<"actions">>, Entry, [])),
    {lists:append(Actions), Next}.

action([<<"sleep">>, Ms], _Type, Data) ->
    oracle_timed:sleep(Ms),
    {[], Data};
action([<<"save">>], {call, From}, #data{saved = Saved} = Data) ->
    {[], Data#data{saved = Saved ++ [From]}};
action([<<"save">>], _Type, Data) ->
    {[], Data};
action([<<"reply">>, <<"from">>, Value], {call, From}, Data) ->
    {[{reply, From, atom(Value)}], Data};
action([<<"reply">>, <<"from">>, _Value], _Type, Data) ->
    {[], Data};
action([<<"reply">>, <<"saved">>, _Value], _Type, #data{saved = []} = Data) ->
    {[], Data};
action([<<"reply">>, <<"saved">>, Value], _Type, #data{saved = [Caller | Saved]} = Data) ->
    {[{reply, Caller, atom(Value)}], Data#data{saved = Saved}};
action([<<"postpone">>], _Type, Data) ->
    {[postpone], Data};
action([<<"hibernate">>], _Type, Data) ->
    {[hibernate], Data};
action([<<"next_event">>, Type, Content], _Type, Data) ->
    {[{next_event, atom(Type), atom(Content)}], Data};
action([<<"timeout/", Name/binary>> | Setting], _Type, Data) ->
    {[list_to_tuple([{timeout, atom(Name)} | setting(Setting)])], Data};
action([Timeout | Setting], _Type, Data) when Timeout =:= <<"timeout">>; Timeout =:= <<"state_timeout">> ->
    {[list_to_tuple([atom(Timeout) | setting(Setting)])], Data};
action(Action, _Type, #data{run = Run}) ->
    oracle_run:invalid(Run, ["not a valid action: ", oracle_json:encode(Action)]).

setting([<<"cancel">>]) -> [cancel];
setting([<<"update">>, Content]) -> [update, atom(Content)];
setting([Time, Content]) -> [atom(Time), atom(Content)].
