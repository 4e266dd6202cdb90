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
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The members of one test. After it all are ended, none may have had anything to complain about
 * that the test does not expect, and if it failed their logs are printed.
 */
final class Pool implements BeforeEachCallback, AfterEachCallback {
  static final String KEY = "JSLwTNLLnJJNo3ZF1kwGxqEj63v+Myd0lLS0X/u80lM=";

  /**
   * What gossip happens to miss comes by push/pull, which the profile "local" does every 15 s after
   * a first random delay.
   */
  static final Duration SOON = Duration.ofSeconds(45);

  private static final Pattern COMPLAINT = Pattern.compile("\\[(WARN|ERR)]");

  private static final Pattern CONFLICT = Pattern.compile("(?i)conflict");

  // What an agent sometimes says of itself: that it left, or ended, as its user has just asked,
  // that
  // it has closed its own socket meanwhile, and that a client is gone, perhaps before a query's
  // end.
  private static final Pattern OWN_AFFAIR =
      Pattern.compile(
          "agent: Serf shutdown detected, quitting|serf: Shutdown without a Leave"
              + "|use of closed network connection"
              + "|agent\\.ipc: (Failed to stream (ack|response)|failed to decode request header)");

  private static final AtomicInteger POOLS = new AtomicInteger();

  // The first three numbers of the members' addresses: tests run side by side, and so may builds.
  private final String network =
      "127.%d.%d".formatted(100 + ProcessHandle.current().pid() % 100, POOLS.incrementAndGet());
  private final List<Peer> peers = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();
  private String encryptKey = "";
  private String profile = "local";
  private Path folder = Path.of("");

  void encryptWith(String key) {
    encryptKey = key;
  }

  /** The timing of agents that are started from now on. */
  void inProfile(String name) {
    profile = name;
  }

  /** Kserf as a library, in the profile "local". */
  LibraryPeer library(String name) {
    return add(new LibraryPeer(identity(name)));
  }

  /** HashiCorp's agent under its own command line. */
  AgentPeer theirs(String name) {
    return agent(name, Binary.SERF, Binary.SERF);
  }

  AgentPeer agent(String name, Binary agent, Binary cli, String... flags) {
    return add(new AgentPeer(identity(name), agent, cli, folder, flags(folder, name, flags)));
  }

  /** An agent that runs elsewhere, under HashiCorp's command line. */
  AgentPeer agent(String name, Place place, Binary agent, String... flags) {
    List<String> all = flags(folder, name, flags);
    return add(new AgentPeer(identity(name, place), agent, Binary.SERF, folder, all));
  }

  /** Starts another agent in the place of one that has ended. */
  AgentPeer successor(AgentPeer former, Binary agent, String... flags) {
    try {
      Path own = Files.createTempDirectory(folder, "successor");
      List<String> all = flags(own, former.name(), flags);
      return add(new AgentPeer(former.identity(), agent, Binary.SERF, own, all));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An agent as users have it, which keeps no events and answers no queries. */
  AgentPeer plainAgent(String name, Binary agent) {
    List<String> flags = List.of("-profile=" + profile);
    return add(new AgentPeer(identity(name), agent, Binary.SERF, folder, flags));
  }

  private List<String> flags(Path folder, String name, String... more) {
    var all = new ArrayList<>(AgentPeer.underTest(folder, name));
    all.add("-profile=" + profile);
    all.addAll(List.of(more));
    return all;
  }

  /** A file of this test. */
  Path file(String name) {
    return folder.resolve(name);
  }

  private Identity identity(String name) {
    return identity(name, Place.at(network + "." + (peers.size() + 1)));
  }

  private Identity identity(String name, Place place) {
    return new Identity(name, place, Map.of("role", "role-of-" + name), encryptKey);
  }

  private <P extends Peer> P add(P peer) {
    peers.add(peer);
    return peer;
  }

  /** Allows lines of this kind in the members' logs. */
  void expectComplaint(String regex) {
    expected.add(Pattern.compile(regex));
  }

  /** Waits until {@code observer} sees each of {@code others} in that status, "" if not at all. */
  static void awaitStatus(Peer observer, Peer other, String status) {
    awaitStatuses(observer, List.of(other), status);
  }

  /** Waits until each of them sees each other one alive. */
  static void awaitAllAlive(Peer... members) {
    awaitAllAlive(List.of(members));
  }

  static void awaitAllAlive(List<? extends Peer> members) {
    members.forEach(observer -> awaitStatuses(observer, members, "alive"));
  }

  static void awaitStatuses(Peer observer, List<? extends Peer> others, String status) {
    var wanted = new TreeMap<String, String>();
    others.forEach(other -> wanted.put(other.name(), status));
    await("what %s sees".formatted(observer.name()))
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(200))
        .untilAsserted(
            () -> {
              Map<String, String> seen = observer.statuses();
              var found = new TreeMap<>(wanted);
              found.replaceAll((name, any) -> seen.getOrDefault(name, ""));
              assertThat(found).isEqualTo(wanted);
            });
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    folder = Files.createTempDirectory("kserf-pool");
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    try {
      List<String> complaints = complaints();
      peers.forEach(Peer::close);
      if (context.getExecutionException().isPresent()) {
        printLogs();
      } else {
        assertThat(complaints).as("complaints").isEmpty();
      }
    } finally {
      peers.clear();
      expected.clear();
      encryptKey = "";
      profile = "local";
      delete(folder);
    }
  }

  /** Whether a line of a log is about two members of one name. */
  static boolean tellsOfAConflict(String line) {
    return CONFLICT.matcher(line).find();
  }

  private List<String> complaints() {
    return peers.stream()
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
