package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.daemon.config.ConfigException;
import io.kserf.daemon.config.GoDuration;
import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcQuery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

final class QueryCommand implements Command {
  private static final int MAX_RELAY_FACTOR = 255;

  private final List<String> nodes = new ArrayList<>();
  private final List<String> tags = new ArrayList<>();
  private String format = OutputFormat.DEFAULT;
  private Duration timeout = Duration.ZERO;
  private boolean noAck;
  private int relayFactor;

  @Override
  public String synopsis() {
    return "Asks the members of the pool";
  }

  @Override
  public String help() {
    return """
    Usage: kserf query [options] NAME [PAYLOAD]

      Asks the members of the pool, and prints who has received the query and what they answer,
      until its time is over.

    Options:

      -format=text              text or json

      -no-ack                   Does not ask members to confirm that they received the query.

      -node=NAME                Asks this member only; may be repeated.

      -relay-factor=0           Lets this many other members pass on a copy of every answer, for
                                networks that lose packets. At most 255.

      -tag KEY=EXPR             Asks members with such a tag only; may be repeated.

      -timeout=15s              How long to wait for answers. Default: by the pool's size.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent
        .flags()
        .value("format", OutputFormat.OFFER, value -> format = value)
        .toggle("no-ack", on -> noAck = on)
        .value("node", Offer.MEMBERS, nodes::add)
        .value("relay-factor", value -> relayFactor = number(value))
        .value("tag", tags::add)
        .value("timeout", value -> timeout = duration(value));
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    List<String> args = flags(agent).parse(words);
    RpcQuery query = query(args);
    try (RpcClient client = agent.connect()) {
      if (!OutputFormat.isKnown(format)) {
        throw new Failure("Invalid format: " + format);
      }
      return run(query, client, console);
    } catch (RpcException e) {
      throw Failure.of("Error sending query", e);
    }
  }

  private RpcQuery query(List<String> args) {
    if (args.isEmpty()) {
      throw Failure.misuse("A query name must be specified.");
    }
    if (args.size() > 2) {
      throw Failure.misuse(
          "Too many command line arguments. Only a name and payload must be specified.");
    }
    if (relayFactor < 0 || relayFactor > MAX_RELAY_FACTOR) {
      throw new Failure("Relay factor must be between 0 and 255");
    }
    byte[] payload = args.size() == 2 ? args.get(1).getBytes(UTF_8) : new byte[0];
    return new RpcQuery(
        args.getFirst(), payload, nodes, Tag.map(tags), !noAck, relayFactor, timeout);
  }

  private int run(RpcQuery query, RpcClient client, Console console) {
    QueryOutput output =
        OutputFormat.isJson(format)
            ? new QueryOutput.AsJson(console.out())
            : new QueryOutput.AsText(console.out(), query.name(), query.requestAck());
    var answers = AnswerFeed.of(query, client, console.interrupts());
    output.dispatched();
    return switch (answers.forEach(output::answer)) {
      case DONE -> {
        output.done();
        yield 0;
      }
      case INTERRUPTED -> 1;
      case LOST -> throw new Failure("Error sending query: client closed");
    };
  }

  private static int number(String text) {
    try {
      return Integer.decode(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("parse error", e);
    }
  }

  private static Duration duration(String text) {
    try {
      return GoDuration.parse(text);
    } catch (ConfigException e) {
      throw new IllegalArgumentException("parse error", e);
    }
  }
}
