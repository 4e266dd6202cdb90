package io.kserf.examples;

import static org.awaitility.Awaitility.await;

import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.SerfMember;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The pool of one test, on loopback addresses of its own; its members are closed after it. */
final class Pool implements AfterEachCallback {
  /**
   * Mostly it takes a second or five. But the local profile sends a rumour only twice: whom chance
   * leaves out hears of it at the next push/pull, 15 s later, and a suspicion that nobody confirms
   * lasts for 18 s.
   */
  static final Duration SOON = Duration.ofSeconds(60);

  private final String network;
  private final List<Serf> members = new ArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private int addresses;

  /**
   * @param network the first three numbers of its members' addresses
   */
  Pool(String network) {
    this.network = network;
  }

  /** A config that binds the next address. */
  SerfConfig config(String name) {
    addresses++;
    return SerfConfig.local()
        .name(name)
        .bind("%s.%d:0".formatted(network, addresses))
        .log(
            (level, message) ->
                log.add("%s %s: %s %s".formatted(LocalTime.now(), name, level, message.get())));
  }

  Serf start(String name) {
    return start(name, config -> config);
  }

  /** A member that has joined the others. */
  Serf start(String name, UnaryOperator<SerfConfig> changes) {
    Serf serf = Serf.create(changes.apply(config(name)));
    members.add(serf);
    join(serf);
    return serf;
  }

  /** Joins the first member. */
  void join(Serf serf) {
    serf.join(List.of(seed()));
  }

  String seed() {
    return members.getFirst().localMember().address().toString();
  }

  static boolean sees(Serf observer, String name) {
    return observer.member(name).filter(SerfMember::isAlive).isPresent();
  }

  static void soon(ThrowingRunnable assertion) {
    await().atMost(SOON).untilAsserted(assertion);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    members.forEach(Serf::close);
    if (context.getExecutionException().isPresent()) {
      log.forEach(System.err::println);
    }
  }
}
