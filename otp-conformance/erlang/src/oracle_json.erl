%% JSON texts as Erlang terms and back; OTP has no module for this before 27.
%%
%% Read: objects are maps with binaries as keys, arrays are lists, strings are binaries, all numbers are integers.
%% Written: the same, and {KeysAndValues} for an object whose keys keep their order. An atom is its name as a string.
-module(oracle_json).

-export([decode/1, encode/1, format/1]).

-define(WIDTH, 120).

decode(Text) ->
    {Value, Rest} = value(skip(Text)),
    case skip(Rest) of
        <<>> -> Value;
        More -> expected("the end of the text", More)
    end.

value(<<"null", Rest/binary>>) -> {null, Rest};
value(<<"true", Rest/binary>>) -> {true, Rest};
value(<<"false", Rest/binary>>) -> {false, Rest};
value(<<$", Rest/binary>>) -> string(Rest, []);
value(<<$[, Rest/binary>>) -> array(skip(Rest));
value(<<${, Rest/binary>>) -> object(skip(Rest));
value(Text) -> number(Text).

array(<<$], Rest/binary>>) -> {[], Rest};
array(Text) -> elements(Text, []).

elements(Text, Before) ->
    {Element, Rest} = value(Text),
    case skip(Rest) of
        <<$,, More/binary>> -> elements(skip(More), [Element | Before]);
        <<$], More/binary>> -> {lists:reverse(Before, [Element]), More};
        More -> expected("a comma or ]", More)
    end.

object(<<$}, Rest/binary>>) -> {#{}, Rest};
object(Text) -> members(Text, #{}).

members(<<$", Text/binary>>, Before) ->
    {Key, Rest} = string(Text, []),
    case skip(Rest) of
        <<$:, AfterColon/binary>> ->
            {Value, AfterValue} = value(skip(AfterColon)),
            Object = Before#{Key => Value},
            case skip(AfterValue) of
                <<$,, More/binary>> -> members(skip(More), Object);
                <<$}, More/binary>> -> {Object, More};
                More -> expected("a comma or }", More)
            end;
        More ->
            expected("a colon", More)
    end;
members(Text, _Before) ->
    expected("a key", Text).

number(Text) ->
    case re:run(Text, "^-?[0-9]+(?![.eE0-9])", [{capture, first, binary}]) of
        {match, [Digits]} ->
            {binary_to_integer(Digits), binary:part(Text, byte_size(Digits), byte_size(Text) - byte_size(Digits))};
        nomatch ->
            expected("a value", Text)
    end.

string(<<$", Rest/binary>>, Before) -> {unicode:characters_to_binary(lists:reverse(Before)), Rest};
string(<<$\\, $u, High:4/binary, $\\, $u, Low:4/binary, Rest/binary>>, Before) when High >= <<"D800">>, High < <<"DC00">>;
                                                                                   High >= <<"d800">>, High < <<"dc00">> ->
    Char = 16#10000 + ((binary_to_integer(High, 16) - 16#D800) bsl 10) + (binary_to_integer(Low, 16) - 16#DC00),
    string(Rest, [Char | Before]);
string(<<$\\, $u, Hex:4/binary, Rest/binary>>, Before) -> string(Rest, [binary_to_integer(Hex, 16) | Before]);
string(<<$\\, Escaped, Rest/binary>>, Before) -> string(Rest, [unescape(Escaped) | Before]);
string(<<Char/utf8, Rest/binary>>, Before) -> string(Rest, [Char | Before]);
string(Text, _Before) -> expected("a character or the end of a string", Text).

unescape($b) -> $\b;
unescape($f) -> $\f;
unescape($n) -> $\n;
unescape($r) -> $\r;
unescape($t) -> $\t;
unescape(Char) -> Char.

skip(<<Space, Rest/binary>>) when Space =:= $\s; Space =:= $\t; Space =:= $\n; Space =:= $\r -> skip(Rest);
skip(Text) -> Text.

-spec expected(string(), binary()) -> no_return().
expected(What, <<>>) ->
    throw({invalid, ["not JSON: expected ", What, ", found the end of the text"]});
expected(What, Text) ->
    throw({invalid, ["not JSON: expected ", What, ", found ", binary:part(Text, 0, min(20, byte_size(Text)))]}).

%% On one line.
encode(null) -> "null";
encode(true) -> "true";
encode(false) -> "false";
encode(Integer) when is_integer(Integer) -> integer_to_binary(Integer);
encode(Atom) when is_atom(Atom) -> encode(atom_to_binary(Atom));
encode(Text) when is_binary(Text) -> [$", [escape(Char) || <<Char/utf8>> <= Text], $"];
encode(List) when is_list(List) -> [$[, lists:join(", ", [encode(Element) || Element <- List]), $]];
encode(Map) when is_map(Map) -> encode({lists:sort(maps:to_list(Map))});
encode({Members}) -> [${, lists:join(", ", [[encode(Key), ": ", encode(Value)] || {Key, Value} <- Members]), $}].

escape($") -> "\\\"";
escape($\\) -> "\\\\";
escape(Char) when Char < $\s -> io_lib:format("\\u~4.16.0b", [Char]);
escape(Char) -> <<Char/utf8>>.

%% For people: what does not fit on a line is written one member or element a line, if its elements are objects or arrays.
format(Value) ->
    [format(Value, 0), $\n].

format(Value, Indent) ->
    Line = encode(Value),
    case Indent + string:length(Line) > ?WIDTH of
        true -> lines(Value, Indent + 1);
        false -> Line
    end.

lines({Members}, Indent) ->
    [${, lists:join([",\n", lists:duplicate(Indent, $\s)],
                    [[encode(Key), ": ", format(Value, Indent)] || {Key, Value} <- Members]), $}];
lines([First | _] = List, Indent) when is_tuple(First); is_list(First) ->
    Break = [$\n, lists:duplicate(Indent, $\s)],
    [$[, Break, lists:join([$,, Break], [format(Element, Indent) || Element <- List]), $]];
lines(Value, _Indent) ->
    encode(Value).
