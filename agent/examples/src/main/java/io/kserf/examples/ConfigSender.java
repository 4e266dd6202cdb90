package io.kserf.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.QueryListener;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfMember;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  // An expression that is searched for: without ^ and $ it would match "preprod" as well.
  private static final QueryParams TO_PRODUCTION =
      new QueryParams(List.of(), Map.of("env", "^prod$"), true, 0, TIMEOUT);

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
  public Outcome send(String change) throws InterruptedException {
    var answers = new Answers(production());
    serf.query(QUERY, change.getBytes(UTF_8), TO_PRODUCTION, answers);
    return answers.await();
  }

  private Set<String> production() {
    return serf.members().stream()
        .filter(member -> member.isAlive() && member.tag("env").equals("prod"))
        .map(SerfMember::name)
        .collect(Collectors.toSet());
  }

  /** Collects on the member's event loop, for a thread that waits. */
  private static final class Answers implements QueryListener {
    private final Set<String> expected;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final CountDownLatch over = new CountDownLatch(1);

    Answers(Set<String> expected) {
      this.expected = expected;
    }

    @Override
    public void onAck(String from) {
      heard.add(from);
      endIfComplete();
    }

    @Override
    public void onResponse(String from, byte[] payload) {
      answers.put(from, new String(payload, UTF_8));
      endIfComplete();
    }

    /** A query is over at its deadline, but whom we ask is known: no need to wait that long. */
    private void endIfComplete() {
      if (heard.containsAll(expected) && answers.keySet().containsAll(expected)) {
        over.countDown();
      }
    }

    @Override
    public void onDone() {
      over.countDown();
    }

    Outcome await() throws InterruptedException {
      over.await(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      var missing = new TreeSet<>(expected);
      missing.removeAll(answers.keySet());
      return new Outcome(new TreeSet<>(heard), new TreeMap<>(answers), missing);
    }
  }

  /** {@code NAME BIND SEED CHANGE}: sends the change and prints what became of it. */
  public static void main(String[] args) throws Exception {
    try (Serf serf = Serf.create(SerfConfig.lan().name(args[0]).bind(args[1]))) {
      serf.join(List.of(args[2]));
      System.out.println(new ConfigSender(serf).send(args[3]));
      serf.leave();
    }
  }
}
