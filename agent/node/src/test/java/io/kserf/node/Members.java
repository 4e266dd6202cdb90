package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfMember;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The members of one test, on addresses of a network of its own; all are closed after it. */
final class Members implements AfterEachCallback {
  static final Duration SOON = Duration.ofSeconds(20);

  private final String network;
  private final List<Serf> members = new ArrayList<>();
  private final Map<Serf, List<SerfEvent>> events = new ConcurrentHashMap<>();
  private final RecordedLog log = new RecordedLog();

  /**
   * @param network the first three numbers of its members' addresses
   */
  Members(String network) {
    this.network = network;
  }

  /** A config that binds the next address. */
  SerfConfig config(String name) {
    return SerfConfig.local()
        .name(name)
        .bind("%s.%d:0".formatted(network, members.size() + 1))
        .leavePropagateDelay(Duration.ofMillis(200))
        .log(log);
  }

  Serf start(String name) {
    return start(name, config -> config);
  }

  Serf start(String name, UnaryOperator<SerfConfig> changes) {
    return start(changes.apply(config(name)));
  }

  Serf start(SerfConfig config) {
    Serf serf = Serf.create(config);
    members.add(serf);
    List<SerfEvent> heard = new CopyOnWriteArrayList<>();
    events.put(serf, heard);
    serf.events().subscribe(heard::add);
    return serf;
  }

  /** Members that have joined each other. */
  List<Serf> pool(String... names) {
    List<Serf> pool = new ArrayList<>();
    for (String name : names) {
      Serf serf = start(name);
      if (!pool.isEmpty()) {
        join(serf, pool.getFirst());
      }
      pool.add(serf);
    }
    for (Serf one : pool) {
      for (Serf other : pool) {
        awaitStatus(one, other.localMember().name(), MemberStatus.ALIVE);
      }
    }
    return pool;
  }

  /** In the order of their start. */
  List<Serf> all() {
    return List.copyOf(members);
  }

  static void join(Serf serf, Serf seed) {
    assertThat(serf.join(List.of(addressOf(seed)))).isEqualTo(1);
  }

  static String addressOf(Serf serf) {
    return serf.localMember().address().toString();
  }

  static SerfMember member(Serf serf, String name) {
    return serf.member(name).orElseThrow();
  }

  static void awaitStatus(Serf observer, String name, MemberStatus status) {
    await(name + " is " + status)
        .atMost(SOON)
        .ignoreExceptions()
        .untilAsserted(() -> assertThat(member(observer, name).status()).isEqualTo(status));
  }

  /** What was heard so far, in order: {@code member-join a}, {@code user deploy}. */
  List<String> heard(Serf serf) {
    return events.get(serf).stream().map(Members::textOf).toList();
  }

  private static String textOf(SerfEvent event) {
    return switch (event) {
      case SerfEvent.User user -> "user " + user.name();
      case SerfEvent.Query query -> "query " + query.name();
      case SerfEvent.Members changed ->
          changed.kind().text()
              + " "
              + String.join(",", changed.members().stream().map(SerfMember::name).toList());
    };
  }

  List<String> log() {
    return log.lines();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    members.forEach(Serf::close);
    if (context.getExecutionException().isPresent()) {
      log.lines().forEach(System.err::println);
    }
  }
}
