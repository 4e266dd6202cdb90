package io.kserf.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
  private final List<String> flags;
  private final Path events;
  private final Path log;
  private Program program;

  /**
   * @param folder of its own, for its log and what its handlers write
   * @param flags for the agent, besides those that give it its identity; see {@link #underTest}
   */
  AgentPeer(Identity identity, Binary agent, Binary cli, Path folder, List<String> flags) {
    this.identity = identity;
    this.agent = agent;
    this.cli = cli;
    this.flags = flags;
    this.events = events(folder, identity.name());
    this.log = folder.resolve(identity.name() + ".log");
    program = start();
  }

  private static Path events(Path folder, String name) {
    return folder.resolve(name + ".events");
  }

  /** Flags that make an agent tell all and do what {@link Peer} says. */
  static List<String> underTest(Path folder, String name) {
    return List.of(
        "-log-level=debug",
        "-event-handler=user=(printf '%s ' \"$SERF_USER_EVENT\"; cat; echo) >> '"
            + events(folder, name)
            + "'",
        "-event-handler=query:" + QUERY + "=cat > /dev/null; printf '%s' \"$SERF_SELF_NAME\"");
  }

  private Program start() {
    var command = new ArrayList<String>();
    Place place = identity.place();
    command.addAll(place.entrance());
    command.addAll(List.of(agent.orSkip().toString(), "agent", "-node=" + identity.name()));
    command.addAll(List.of("-bind=" + place.bind(), "-rpc-addr=" + place.rpcAddress()));
    identity.tags().forEach((key, value) -> command.addAll(List.of("-tag", key + "=" + value)));
    if (!identity.encryptKey().isEmpty()) {
      command.add("-encrypt=" + identity.encryptKey());
    }
    command.addAll(flags);
    long before = startsInLog();
    var started = new Program(command, log);
    await("the start of " + identity.name())
        .atMost(DEADLINE)
        .pollInterval(Duration.ofMillis(20))
        .failFast(() -> assertThat(started.isRunning()).as("runs; it printed %s", log()).isTrue())
        .until(() -> startsInLog() > before);
    return started;
  }

  private long startsInLog() {
    return log().stream().filter(line -> line.contains("Serf agent running!")).count();
  }

  /** Runs a command of the command line against this agent; it must succeed. */
  String run(String command, String... arguments) {
    Command.Result result = tryRun(command, arguments);
    assertThat(result.exitCode())
        .as("exit code of %s %s, which printed %s", command, List.of(arguments), result.output())
        .isZero();
    return result.output();
  }

  /** Runs a command of the command line against this agent, however it ends. */
  Command.Result tryRun(String command, String... arguments) {
    return Command.run(DEADLINE, commandLine(command, arguments));
  }

  /** Starts a command that runs until it is told to stop. */
  Program begin(String command, String... arguments) {
    return new Program(
        commandLine(command, arguments), log.resolveSibling(identity.name() + "." + command));
  }

  private List<String> commandLine(String command, String... arguments) {
    var line = new ArrayList<String>();
    line.addAll(identity.place().entrance());
    line.addAll(List.of(cli.orSkip().toString(), command));
    line.add("-rpc-addr=" + identity.place().rpcAddress());
    line.addAll(List.of(arguments));
    return line;
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
    return Program.lines(events).stream().filter(line -> !line.isEmpty()).toList();
  }

  @Override
  public Map<String, String> ask() {
    return askThose();
  }

  /**
   * Asks those whom filters choose, as {@link #ask} does.
   *
   * @param filters such as {@code -node=web1}
   */
  Map<String, String> askThose(String... filters) {
    var arguments = new ArrayList<>(List.of("-timeout=2s"));
    arguments.addAll(List.of(filters));
    arguments.add(QUERY);
    return texts(runForJson("query", arguments.toArray(String[]::new)).path("Responses"));
  }

  @Override
  public void leave() {
    assertThat(run("leave")).isEqualTo("Graceful leave complete\n");
    assertThat(program.awaitEnd()).as("exit code of %s", identity.name()).isZero();
  }

  /** Ends it by a signal, such as {@code TERM}, and returns its exit code. */
  int signal(String name) {
    program.signal(name);
    return program.awaitEnd();
  }

  /** Waits until it has ended by itself, and returns its exit code. */
  int awaitEnd() {
    return program.awaitEnd();
  }

  /** Makes it read its configuration again, and waits until its log says so. */
  void hangUp() {
    program.signal("HUP");
    await("the reload of " + identity.name())
        .atMost(DEADLINE)
        .until(() -> log().stream().anyMatch(line -> line.contains("Reloading configuration")));
  }

  Identity identity() {
    return identity;
  }

  long pid() {
    return program.pid();
  }

  boolean isRunning() {
    return program.isRunning();
  }

  boolean isOurs() {
    return agent == Binary.KSERF;
  }

  @Override
  public void kill() {
    signal("KILL");
  }

  @Override
  public void restart() {
    program = start();
  }

  @Override
  public List<String> log() {
    return Program.lines(log);
  }

  @Override
  public void close() {
    program.close();
  }
}
