package io.kserf.interop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of {@code serf agent}, HashiCorp's or ours, driven by a command line, HashiCorp's or
 * ours.
 */
final class AgentPeer implements Peer {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Identity identity;
  private final Binary agent;
  private final Binary cli;
  private final Path events;
  private final Path log;
  private Process process;

  /**
   * @param folder of its own, for its log and what its handlers write
   */
  AgentPeer(Identity identity, Binary agent, Binary cli, Path folder) {
    this.identity = identity;
    this.agent = agent;
    this.cli = cli;
    this.events = folder.resolve(identity.name() + ".events");
    this.log = folder.resolve(identity.name() + ".log");
    process = start();
  }

  private Process start() {
    var command = new ArrayList<String>();
    command.add(agent.orSkip().toString());
    command.addAll(List.of("agent", "-node=" + identity.name(), "-bind=" + identity.address()));
    command.addAll(List.of("-rpc-addr=" + identity.rpcAddress(), "-profile=local"));
    command.add("-log-level=debug");
    command.add("-event-handler=user=(printf '%s ' \"$SERF_USER_EVENT\"; cat; echo) >> " + events);
    command.add("-event-handler=query:" + QUERY + "=printf '%s' \"$SERF_SELF_NAME\"");
    identity.tags().forEach((key, value) -> command.addAll(List.of("-tag", key + "=" + value)));
    if (!identity.encryptKey().isEmpty()) {
      command.add("-encrypt=" + identity.encryptKey());
    }
    try {
      Process started =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .start();
      Watchdog.watch(started);
      awaitRpc(started);
      return started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void awaitRpc(Process started) {
    await("the RPC port of " + identity.name())
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(20))
        .failFast(() -> assertThat(started.isAlive()).as("alive; it printed %s", log()).isTrue())
        .until(this::acceptsRpc);
  }

  private boolean acceptsRpc() {
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(identity.ip(), 7373));
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Runs a command of the command line against this agent; it must succeed. */
  String run(String command, String... arguments) {
    Command.Result result = tryRun(command, arguments);
    assertThat(result.exitCode())
        .as("exit code of %s %s, which printed %s", command, List.of(arguments), result.output())
        .isZero();
    return result.output();
  }

  Command.Result tryRun(String command, String... arguments) {
    var line = new ArrayList<String>();
    line.addAll(List.of(cli.orSkip().toString(), command, "-rpc-addr=" + identity.rpcAddress()));
    line.addAll(List.of(arguments));
    return Command.run(DEADLINE, line);
  }

  private JsonNode runForJson(String command, String... arguments) {
    var withFormat = new ArrayList<>(List.of("-format=json"));
    withFormat.addAll(List.of(arguments));
    String output = run(command, withFormat.toArray(String[]::new));
    try {
      return JSON.readTree(output);
    } catch (IOException e) {
      throw new AssertionError(command + " printed no JSON: " + output, e);
    }
  }

  @Override
  public String name() {
    return identity.name();
  }

  @Override
  public String address() {
    return identity.address();
  }

  @Override
  public List<Seen> members() {
    var seen = new ArrayList<Seen>();
    for (JsonNode member : runForJson("members").path("members")) {
      seen.add(
          new Seen(
              member.path("name").asText(),
              member.path("addr").asText(),
              member.path("status").asText(),
              texts(member.path("tags"))));
    }
    return seen;
  }

  private static Map<String, String> texts(JsonNode object) {
    var texts = new HashMap<String, String>();
    object.properties().forEach(entry -> texts.put(entry.getKey(), entry.getValue().asText()));
    return texts;
  }

  @Override
  public void join(Peer other) {
    assertThat(run("join", other.address())).contains("Successfully joined cluster");
  }

  @Override
  public void setTag(String key, String value) {
    run("tags", "-set", key + "=" + value);
  }

  @Override
  public void userEvent(String event, String payload) {
    run("event", "-coalesce=false", event, payload);
  }

  @Override
  public List<String> userEvents() {
    return lines(events).stream().filter(line -> !line.isEmpty()).toList();
  }

  @Override
  public Map<String, String> ask() {
    return texts(runForJson("query", "-timeout=2s", QUERY).path("Responses"));
  }

  @Override
  public void leave() {
    run("leave");
    awaitEnd();
  }

  /** Ends it by a signal, as {@code kill} does. */
  void signal(String signal) {
    Command.run(DEADLINE, List.of("kill", "-" + signal, String.valueOf(process.pid())));
    awaitEnd();
  }

  boolean isOurs() {
    return agent == Binary.KSERF;
  }

  int exitCode() {
    return process.exitValue();
  }

  private void awaitEnd() {
    try {
      assertThat(process.waitFor(DEADLINE.toMillis(), TimeUnit.MILLISECONDS))
          .as("%s has ended", identity.name())
          .isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void kill() {
    signal("KILL");
  }

  @Override
  public void restart() {
    process = start();
  }

  @Override
  public List<String> log() {
    return lines(log);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file, UTF_8) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitEnd();
  }
}
