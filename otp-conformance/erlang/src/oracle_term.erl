%% Reasons and other terms as the strings that stand in scenarios and traces.
-module(oracle_term).

-export([atom/1, reason/1, text/1]).

%% A message, state, name...: a string without structure. Milliseconds and what is an atom already stay.
atom(Text) when is_binary(Text) -> binary_to_atom(Text);
atom(Other) -> Other.

reason(<<"shutdown:", Text/binary>>) -> {shutdown, atom(Text)};
reason(Text) -> atom(Text).

%% The first rule that fits.
text(Atom) when is_atom(Atom) -> atom_to_binary(Atom);
text(Text) when is_binary(Text) -> Text;
text(Integer) when is_integer(Integer) -> integer_to_binary(Integer);
text(Pid) when is_pid(Pid) -> <<"pid">>;
text(Ref) when is_reference(Ref) -> <<"ref">>;
text({Reason, [{Module, Function, _Arity, Location} | _]})
  when is_atom(Module), is_atom(Function), is_list(Location) -> <<"crash:", (text(Reason))/binary>>;
text({Reason, {Module, Function, Args}}) when is_atom(Module), is_atom(Function), is_list(Args) -> text(Reason);
text({Reason, Record}) when element(1, Record) =:= child -> text(Reason);
text({already_started, Pid}) when is_pid(Pid) -> <<"already_started">>;
text({'EXIT', Pid, Reason}) when is_pid(Pid) -> <<"EXIT:", (text(Reason))/binary>>;
text(Tuple) when is_tuple(Tuple) -> joined(":", tuple_to_list(Tuple));
text(List) when is_list(List) -> <<"[", (joined(",", List))/binary, "]">>.

joined(Separator, Terms) ->
    iolist_to_binary(lists:join(Separator, [text(Term) || Term <- Terms])).
