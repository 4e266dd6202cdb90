package io.kserf.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The members of one test. After it all are ended, those of HashiCorp must have had nothing to
 * complain about, and if it failed their logs are printed.
 */
final class Pool implements BeforeEachCallback, AfterEachCallback {
  static final String KEY = "JSLwTNLLnJJNo3ZF1kwGxqEj63v+Myd0lLS0X/u80lM=";

  /**
   * What gossip happens to miss comes by push/pull, which the profile "local" does every 15 s after
   * a first random delay.
   */
  static final Duration SOON = Duration.ofSeconds(45);

  private static final Pattern COMPLAINT = Pattern.compile("\\[(WARN|ERR)]");

  // What an agent sometimes says of itself: that it left as its user has just asked, that it has
  // closed its own socket meanwhile, and that the client is gone to whom it owed a query's end.
  private static final Pattern OWN_AFFAIR =
      Pattern.compile(
          "agent: Serf shutdown detected, quitting|use of closed network connection"
              + "|agent\\.ipc: Failed to stream (ack|response)");

  private static final AtomicInteger POOLS = new AtomicInteger();

  // The first three numbers of the members' addresses: tests run side by side, and so may builds.
  private final String network =
      "127.%d.%d".formatted(100 + ProcessHandle.current().pid() % 100, POOLS.incrementAndGet());
  private final List<Peer> peers = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();
  private String encryptKey = "";
  private Path folder = Path.of("");

  void encryptWith(String key) {
    encryptKey = key;
  }

  /** Kserf as a library. */
  LibraryPeer library(String name) {
    return add(new LibraryPeer(identity(name)));
  }

  /** HashiCorp's agent under its own command line. */
  AgentPeer theirs(String name) {
    return agent(name, Binary.SERF, Binary.SERF);
  }

  AgentPeer agent(String name, Binary agent, Binary cli, String... flags) {
    return add(new AgentPeer(identity(name), agent, cli, folder, List.of(flags)));
  }

  /** Starts another agent in the place of one that has ended. */
  AgentPeer successor(AgentPeer former, Binary agent, String... flags) {
    try {
      Path own = Files.createTempDirectory(folder, "successor");
      return add(new AgentPeer(former.identity(), agent, agent, own, List.of(flags)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file of this test. */
  Path file(String name) {
    return folder.resolve(name);
  }

  private Identity identity(String name) {
    String ip = network + "." + (peers.size() + 1);
    return new Identity(name, ip, Map.of("role", "role-of-" + name), encryptKey);
  }

  private <P extends Peer> P add(P peer) {
    peers.add(peer);
    return peer;
  }

  /** Allows lines of this kind in the logs of HashiCorp's agents. */
  void expectComplaint(String regex) {
    expected.add(Pattern.compile(regex));
  }

  /** Waits until {@code observer} sees {@code other} in that status. */
  static void awaitStatus(Peer observer, Peer other, String status) {
    await("%s sees %s as %s".formatted(observer.name(), other.name(), status))
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(() -> assertThat(observer.statusOf(other)).isEqualTo(status));
  }

  /** Waits until each of them sees each other one alive. */
  static void awaitAllAlive(Peer... members) {
    for (Peer observer : members) {
      for (Peer other : members) {
        awaitStatus(observer, other, "alive");
      }
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("kserf-pool");
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    try {
      peers.forEach(Peer::close);
      if (context.getExecutionException().isPresent()) {
        printLogs();
      } else {
        assertThat(complaints()).as("complaints of HashiCorp's agents").isEmpty();
      }
    } finally {
      peers.clear();
      expected.clear();
      encryptKey = "";
      delete(folder);
    }
  }

  private List<String> complaints() {
    return peers.stream()
        .filter(peer -> peer instanceof AgentPeer agent && !agent.isOurs())
        .flatMap(peer -> peer.log().stream().map(line -> peer.name() + ": " + line))
        .filter(line -> COMPLAINT.matcher(line).find() && !OWN_AFFAIR.matcher(line).find())
        .filter(line -> expected.stream().noneMatch(pattern -> pattern.matcher(line).find()))
        .toList();
  }

  private void printLogs() {
    for (Peer peer : peers) {
      System.err.println("==> log of " + peer.name());
      peer.log().forEach(System.err::println);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
