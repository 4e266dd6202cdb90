package io.kserf.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.node.Query;
import io.kserf.node.QueryResult;
import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfMember;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Changes a setting on every member with the tag {@code env=prod}, and tells who has it now. {@link
 * ConfigReceiver} is the other side.
 *
 * <p>It is a query and not an event, because somebody wants to know what became of it: each member
 * acknowledges that it has heard, and answers what it did. Queries are small, 1,024 bytes by
 * default: what is larger goes somewhere else, and its address and checksum here.
 */
public final class ConfigSender {
  static final String QUERY = "config";

  // An expression that is searched for: without ^ and $ it would match "preprod" as well.
  private static final QueryParams TO_PRODUCTION =
      QueryParams.DEFAULT.tag("env", "^prod$").requestAck(true).timeout(Duration.ofSeconds(5));

  private final Serf serf;

  /**
   * What became of a change.
   *
   * @param heard who acknowledged it
   * @param answers what each of them did
   * @param missing who should have answered and did not in time: send it again, it does no harm
   */
  public record Outcome(Set<String> heard, Map<String, String> answers, Set<String> missing) {}

  public ConfigSender(Serf serf) {
    this.serf = serf;
  }

  /**
   * Blocks until everybody in production has answered, or for five seconds.
   *
   * @param change {@code key=value}
   */
  public Outcome send(String change) {
    Set<String> production = production();
    // A query is over at its deadline, but whom we ask is known: no need to wait that long.
    try (Query query = serf.query(QUERY, change.getBytes(UTF_8), TO_PRODUCTION)) {
      QueryResult result = query.await(production);
      Map<String, String> answers = new TreeMap<>(result.texts());
      Set<String> heard = new TreeSet<>(result.acks());
      // An ack may be lost where the answer was not.
      heard.addAll(answers.keySet());
      production.removeAll(answers.keySet());
      return new Outcome(heard, answers, production);
    }
  }

  private Set<String> production() {
    return serf.members().stream()
        .filter(member -> member.isAlive() && member.tag("env").equals("prod"))
        .map(SerfMember::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** {@code NAME BIND SEED CHANGE}: sends the change and prints what became of it. */
  public static void main(String[] args) {
    try (Serf serf = Serf.create(SerfConfig.lan().name(args[0]).bind(args[1]))) {
      serf.join(List.of(args[2]));
      System.out.println(new ConfigSender(serf).send(args[3]));
      serf.leave();
    }
  }
}
