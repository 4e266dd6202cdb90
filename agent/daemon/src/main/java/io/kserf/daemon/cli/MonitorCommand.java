package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcRecord;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

final class MonitorCommand implements Command {
  private String logLevel = "INFO";

  @Override
  public String synopsis() {
    return "Shows the agent's log and events";
  }

  @Override
  public String help() {
    return """
    Usage: kserf monitor [options]

      Shows the agent's log and events as they come, until it is interrupted.

    Options:

      -log-level=INFO           Lowest level to show: TRACE, DEBUG, INFO, WARN or ERR.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags().value("log-level", Offer.LOG_LEVELS, value -> logLevel = value);
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    flags(agent).parse(words);
    PrintStream out = console.out();
    try (RpcClient client = agent.connect()) {
      // Both run on the connection's thread, so that an event's lines stay together.
      var events = client.stream("*", record -> print(out, record));
      RpcClient.Subscription log = monitor(client, out);
      if (interruptedBeforeLost(client, console.interrupts())) {
        log.stop();
        events.stop();
        return 0;
      }
      throw Failure.agentGone();
    } catch (RpcException e) {
      throw Failure.of("Error starting stream", e);
    }
  }

  private RpcClient.Subscription monitor(RpcClient client, PrintStream out) {
    try {
      return client.monitor(logLevel, out::println);
    } catch (RpcException e) {
      throw Failure.of("Error starting monitor", e);
    }
  }

  private static boolean interruptedBeforeLost(RpcClient client, Interrupts interrupts) {
    var interrupted = new CompletableFuture<Boolean>();
    client.onClosed(() -> interrupted.complete(false));
    interrupts.onInterrupt(() -> interrupted.complete(true));
    return interrupted.join();
  }

  private static void print(PrintStream out, RpcRecord record) {
    var lines = new StringBuilder("Event Info:\n");
    fields(record)
        .forEach(
            (name, value) ->
                lines.append('\t').append(name).append(": ").append(value).append('\n'));
    out.print(lines);
    out.flush();
  }

  private static Map<String, String> fields(RpcRecord record) {
    Map<String, String> fields = new TreeMap<>();
    switch (record) {
      case RpcRecord.Members r -> {
        fields.put("Event", GoSyntax.text(r.event()));
        fields.put(
            "Members", GoSyntax.list(r.members().stream().map(MonitorCommand::member).toList()));
      }
      case RpcRecord.User r -> {
        fields.put("Coalesce", Boolean.toString(r.coalesce()));
        fields.put("Event", GoSyntax.text("user"));
        fields.put("LTime", GoSyntax.number(r.lamportTime()));
        fields.put("Name", GoSyntax.text(r.name()));
        fields.put("Payload", GoSyntax.payload(r.payload()));
      }
      case RpcRecord.Query r -> {
        fields.put("Event", GoSyntax.text("query"));
        fields.put("ID", GoSyntax.number(r.id()));
        fields.put("LTime", GoSyntax.number(r.lamportTime()));
        fields.put("Name", GoSyntax.text(r.name()));
        fields.put("Payload", GoSyntax.payload(r.payload()));
      }
    }
    return fields;
  }

  private static String member(RpcMember m) {
    Map<String, String> tags = new TreeMap<>();
    m.tags().forEach((key, value) -> tags.put(key, GoSyntax.text(value)));
    Map<String, String> fields = new TreeMap<>();
    fields.put("Addr", GoSyntax.bytes(m.addr()));
    fields.put("DelegateCur", GoSyntax.number(m.delegateCur()));
    fields.put("DelegateMax", GoSyntax.number(m.delegateMax()));
    fields.put("DelegateMin", GoSyntax.number(m.delegateMin()));
    fields.put("Name", GoSyntax.text(m.name()));
    fields.put("Port", GoSyntax.number(m.port()));
    fields.put("ProtocolCur", GoSyntax.number(m.protocolCur()));
    fields.put("ProtocolMax", GoSyntax.number(m.protocolMax()));
    fields.put("ProtocolMin", GoSyntax.number(m.protocolMin()));
    fields.put("Status", GoSyntax.text(m.status()));
    fields.put("Tags", GoSyntax.map(tags));
    return GoSyntax.map(fields);
  }
}
