%% Runs the works of the comparison on this virtual machine and obeys the lines it reads, until there are no more. What is said
%% on that line stands in the Java class PeerMain, which does the same for the peers that run on a JVM.
-module(beam_peer).

-export([main/0]).

main() ->
    %% the works let servers crash, and the log is on the standard output
    logger:set_primary_config(level, none),
    obey(works()).

works() ->
    #{"ping-pong" => fun(Size) -> ping_pong:run(1, Size) end,
      "pairs-1000" => fun(Size) -> ping_pong:run(1000, Size) end,
      "ring-1000" => fun ring:run/1,
      "many-to-one" => fun fan:in/1,
      "one-to-many" => fun fan:out/1,
      "skynet-1m" => fun skynet:run/1,
      "count" => fun count:run/1,
      "fork-join-create" => fun fork_join:create/1,
      "fork-join-throughput" => fun fork_join:throughput/1,
      "big" => fun big:run/1,
      "chameneos" => fun chameneos:run/1,
      "call-from-process" => fun(Size) -> calls:call(Size, 50) end,
      "call-from-process-p99" => fun(Size) -> calls:call(Size, 99) end,
      "cast" => fun calls:cast/1,
      "spawn" => fun spawning:run/1,
      "start-child" => fun supervision:start_child/1,
      "restart" => fun supervision:restart/1,
      "one-for-all-1000" => fun supervision:one_for_all/1,
      "stop-tree" => fun supervision:stop/1,
      "timers" => fun timers:run/1,
      "memory-supervised" => fun idle_memory:supervised/1,
      "memory-bare" => fun idle_memory:bare/1,
      "memory-named" => fun idle_memory:named/1,
      "others-while-blocked" => fun neighbour:while_blocked/1,
      "blockers-done" => fun neighbour:blockers_done/1,
      "others-while-spinning" => fun neighbour:while_spinning/1,
      "mailbox-10m" => fun mailbox:memory/1,
      "mailbox-10m-depth" => fun mailbox:depth/1}.

obey(Works) ->
    case io:get_line("") of
        eof ->
            halt();
        Line ->
            io:put_chars([answer(Line, Works), "\n"]),
            obey(Works)
    end.

answer(Line, Works) ->
    try
        do(string:lexemes(Line, " \n"), Works)
    catch
        _:Reason -> failed(Reason)
    end.

do(["works"], Works) ->
    ["ok ", lists:join(",", maps:keys(Works))];
do(["describe"], _Works) ->
    io_lib:format("ok Erlang/OTP ~s, ERTS ~s (~s), ~b schedulers",
                  [erlang:system_info(otp_release), erlang:system_info(version), erlang:system_info(emu_flavor),
                   erlang:system_info(schedulers_online)]);
%% all of it was compiled before it began
do(["compiling"], _Works) ->
    "ok false";
do(["run", Work, Size], Works) when is_map_key(Work, Works) ->
    case run(map_get(Work, Works), list_to_integer(Size)) of
        {figure, Figure} -> ["ok ", float_to_list(float(Figure), [short])];
        Reason -> failed(Reason)
    end;
do(Words, _Works) ->
    ["error not done by the BEAM: ", lists:join(" ", Words)].

%% In a process of its own, so that each run begins with a small heap and nothing in the mailbox.
run(Work, Size) ->
    measure:collect_garbage(),
    {Process, Monitor} = spawn_monitor(fun() -> exit({figure, Work(Size)}) end),
    receive
        {'DOWN', Monitor, process, Process, Reason} -> Reason
    end.

failed(Reason) ->
    io_lib:format("error ~0p", [Reason]).
