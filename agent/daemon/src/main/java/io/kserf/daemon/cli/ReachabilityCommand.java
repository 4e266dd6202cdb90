package io.kserf.daemon.cli;

import io.kserf.rpc.RpcAnswer;
import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcQuery;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

final class ReachabilityCommand implements Command {
  private static final String ADVICE =
      """

      What to check:
      * Each node's bind address and port must be reachable from all others, by UDP and TCP.
      * An advertised address must lead to the bind address.
      * No node may sit behind a network address translation that the others do not know of.
      * Firewalls must let gossip pass, 7946/udp and 7946/tcp unless configured otherwise.""";

  private boolean verbose;

  @Override
  public String synopsis() {
    return "Tests whether all members can be reached";
  }

  @Override
  public String help() {
    return """
    Usage: kserf reachability [options]

      Asks every member for a sign of life over gossip, and compares who answers with who should.

    Options:

      -verbose                  Shows every answer, and the times.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent.flags().toggle("verbose", on -> verbose = on);
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    flags(agent).parse(words);
    try (RpcClient client = agent.connect()) {
      Set<String> live = liveMembers(client, console.out());
      return ping(client, console, live);
    } catch (RpcException e) {
      throw Failure.of("Error sending query", e);
    }
  }

  private static Set<String> liveMembers(RpcClient client, PrintStream out) {
    List<RpcMember> members;
    try {
      members = client.members();
    } catch (RpcException e) {
      throw Failure.of("Error getting members", e);
    }
    Set<String> live = new TreeSet<>();
    members.stream()
        .filter(member -> member.status().equals("alive"))
        .forEach(member -> live.add(member.name()));
    out.println("Total members: " + members.size() + ", live members: " + live.size());
    return live;
  }

  private int ping(RpcClient client, Console console, Set<String> live) {
    PrintStream out = console.out();
    out.println("Starting reachability test...");
    var acks = new Acks(out, verbose);
    var answers =
        AnswerFeed.of(RpcQuery.of("_serf_ping", new byte[0]), client, console.interrupts());
    switch (answers.forEach(acks::answer)) {
      case INTERRUPTED -> {
        out.println("Test interrupted");
        return 1;
      }
      case LOST -> throw new Failure("Error sending query: client closed");
      case DONE -> {}
    }
    if (verbose) {
      acks.printTimes();
    }
    return acks.verdict(live);
  }

  /** Who has answered, and when. */
  private static final class Acks {
    private final PrintStream out;
    private final boolean verbose;
    private final Set<String> from = new TreeSet<>();
    private final long startNanos = System.nanoTime();
    private long lastNanos = startNanos;
    private boolean duplicates;

    Acks(PrintStream out, boolean verbose) {
      this.out = out;
      this.verbose = verbose;
    }

    void answer(RpcAnswer answer) {
      if (!(answer instanceof RpcAnswer.Ack(String node))) {
        return;
      }
      lastNanos = System.nanoTime();
      if (verbose) {
        out.println("\tAck from '" + node + "'");
      }
      if (!from.add(node)) {
        duplicates = true;
        out.println("Duplicate response from '" + node + "'");
      }
    }

    void printTimes() {
      out.println(
          "Query time: %s sec, time to last response: %s sec"
              .formatted(seconds(System.nanoTime()), seconds(lastNanos)));
    }

    int verdict(Set<String> live) {
      if (duplicates) {
        out.println("Two members may share a name, or something on the way repeats packets.");
        return 1;
      }
      if (from.equals(live)) {
        out.println("Successfully contacted all live nodes");
        return 0;
      }
      if (from.size() > live.size()) {
        out.println("Received more acks than live nodes! Acks from non-live nodes:");
        names(from, live);
        out.println("The pool may hold more members than this agent knows of, or changes now.");
      } else {
        out.println("Received less acks than live nodes! Missing acks from:");
        names(live, from);
        out.println("Gossip to or from these nodes gets lost, or they have just failed.");
      }
      out.println(ADVICE);
      return 1;
    }

    private void names(Set<String> those, Set<String> without) {
      those.stream().filter(name -> !without.contains(name)).forEach(n -> out.println("\t" + n));
    }

    private String seconds(long nanos) {
      return BigDecimal.valueOf(nanos - startNanos, 9)
          .setScale(2, RoundingMode.HALF_EVEN)
          .toPlainString();
    }
  }
}
