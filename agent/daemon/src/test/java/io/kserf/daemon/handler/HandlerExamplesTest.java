package io.kserf.daemon.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfEvent.Members.Kind;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Address;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example scripts, run as the agent runs them; and the agent's guide, which shows them. */
class HandlerExamplesTest {
  private static final Path ROOT = Path.of(System.getProperty("kserf.root"));
  private static final Path SCRIPTS = ROOT.resolve("agent/examples/handlers");
  private static final SerfMember SELF = member("balancer", "127.83.9.9", Map.of());
  private static final String NOBODY = "server 127.0.0.1:65535;\n";

  @TempDir Path directory;
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private Path file;
  private Path done;

  @BeforeEach
  void nameTheFiles() {
    file = directory.resolve("file");
    done = directory.resolve("done");
  }

  private static SerfMember member(String name, String ip, Map<String, String> tags) {
    var address = Address.parse((ip.contains(":") ? "[" + ip + "]" : ip) + ":7946");
    var versions = new SerfMember.Versions(1, 5, 2, 2, 5, 5);
    return new SerfMember(name, address, tags, MemberStatus.ALIVE, versions);
  }

  private static SerfMember web(String name, String ip) {
    return member(name, ip, Map.of("role", "web", "zone", "a"));
  }

  /** The handler of an agent that is started with this script, and these variables before it. */
  private EventHandlers handler(String filter, String variables, String script) {
    var handlers =
        new EventHandlers(
            EventScript.parse("%s=%s '%s'".formatted(filter, variables, SCRIPTS.resolve(script))),
            () -> SELF,
            (level, message) -> logged.add(level + " " + message.get()),
            Telemetry.none());
    handlers.start();
    return handlers;
  }

  /** A command that a script can be told to run. */
  private String command(String text) throws IOException {
    Path command = Files.writeString(directory.resolve("command"), text);
    return "sh " + command;
  }

  private EventHandlers loadBalancer() throws IOException {
    String reload = command("printf 'reload ' >> '%s'".formatted(done));
    return handler(
        "member-join,member-update,member-leave,member-failed,member-reap",
        "POOL_FILE='%s' POOL_RELOAD='%s'".formatted(file, reload),
        "load-balancer-pool.sh");
  }

  private static SerfEvent changed(Kind kind, SerfMember... members) {
    return new SerfEvent.Members(kind, List.of(members));
  }

  private static SerfEvent user(String payload) {
    return new SerfEvent.User(3, "deploy", bytes(payload), true);
  }

  private SerfEvent query(String payload) {
    return new SerfEvent.Query(
        7,
        "config",
        bytes(payload),
        0,
        answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void soon(ThrowingRunnable assertion) {
    await().untilAsserted(assertion);
  }

  private static String servers(String... servers) {
    return String.join("", Arrays.stream(servers).map(s -> "server " + s + ";\n").toList());
  }

  @Test
  void theLoadBalancersListFollowsMembersWithTheRole() throws IOException {
    var handlers = loadBalancer();

    handlers.onEvent(changed(Kind.JOIN, SELF, web("web1", "127.83.9.1"), web("v6", "fd00::1")));
    soon(() -> assertThat(file).hasContent(servers("127.83.9.1:80", "[fd00::1]:80")));

    handlers.onEvent(changed(Kind.JOIN, web("web2", "127.83.9.2")));
    soon(
        () ->
            assertThat(file).hasContent(servers("127.83.9.1:80", "127.83.9.2:80", "[fd00::1]:80")));

    handlers.onEvent(changed(Kind.UPDATE, member("v6", "fd00::1", Map.of("role", "db"))));
    handlers.onEvent(changed(Kind.FAILED, web("web1", "127.83.9.1")));
    soon(() -> assertThat(file).hasContent(servers("127.83.9.2:80")));

    handlers.onEvent(changed(Kind.LEAVE, web("web2", "127.83.9.2")));
    soon(() -> assertThat(file).hasContent(NOBODY));
    soon(() -> assertThat(done).hasContent("reload ".repeat(5)));
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void theLoadBalancerIsReloadedOnlyWhenItsListChanges() throws IOException {
    var handlers = loadBalancer();

    handlers.onEvent(changed(Kind.JOIN, SELF));
    handlers.onEvent(changed(Kind.JOIN, member("db1", "127.83.9.3", Map.of("role", "db"))));
    handlers.onEvent(changed(Kind.JOIN, member("plain", "127.83.9.4", Map.of())));
    handlers.onEvent(changed(Kind.JOIN, web("web1", "127.83.9.1")));

    soon(() -> assertThat(file).hasContent(servers("127.83.9.1:80")));
    soon(() -> assertThat(done).hasContent("reload ".repeat(2)));
  }

  @Test
  void anAgentThatStartsForgetsTheListOfItsLastRun() throws IOException {
    Files.writeString(file, servers("127.83.9.7:80"));

    loadBalancer().onEvent(changed(Kind.JOIN, SELF));

    soon(() -> assertThat(file).hasContent(NOBODY));
  }

  private EventHandlers deploy(String command) {
    return handler(
        "user:deploy",
        "DEPLOY_STATE='%s' DEPLOY_COMMAND='%s'".formatted(file, command),
        "deploy.sh");
  }

  @Test
  void aDeployRunsOnceForEachVersion() throws IOException {
    var handlers = deploy(command("echo \"$1\" >> '%s'".formatted(done)));

    handlers.onEvent(user("v42"));
    handlers.onEvent(user("v42"));
    handlers.onEvent(user("v43\n"));

    soon(() -> assertThat(file).hasContent("v43\n"));
    assertThat(done).hasContent("v42\nv43\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-rf", "../v1", "v1 v2", "$(reboot)"})
  void whatIsNoVersionIsNotDeployed(String payload) throws IOException {
    deploy(command("touch '%s'".formatted(done))).onEvent(user(payload));

    soon(() -> assertThat(logged).anyMatch(line -> line.endsWith("exit status 1")));
    assertThat(file).doesNotExist();
    assertThat(done).doesNotExist();
  }

  @Test
  void aDeployThatFailsIsNotTakenForDone() {
    deploy("false").onEvent(user("v42"));

    soon(() -> assertThat(logged).anyMatch(line -> line.endsWith("exit status 1")));
    assertThat(file).doesNotExist();
  }

  private EventHandlers config(String settings) throws IOException {
    Files.writeString(file, settings);
    return handler("query:config", "CONFIG_FILE='%s'".formatted(file), "apply-config.sh");
  }

  @Test
  void aSettingIsAppliedAndTheAnswerSaysSo() throws IOException {
    config("log_level=info\nworkers=4\n").onEvent(query("log_level=debug"));

    soon(() -> assertThat(answers).containsExactly("applied log_level=debug\n"));
    assertThat(file).hasContent("log_level=debug\nworkers=4\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "log_level", "colour=red", "=", ".*=1", "log_leve.=1"})
  void whatIsNoSettingIsRejected(String payload) throws IOException {
    config("log_level=info\n").onEvent(query(payload));

    soon(() -> assertThat(answers).containsExactly("rejected: there is no such setting\n"));
    assertThat(file).hasContent("log_level=info\n");
  }

  @Test
  void theGuideShowsTheScriptsAsTheyAre() throws IOException {
    String guide = Files.readString(ROOT.resolve("docs/agent.md"));
    try (Stream<Path> scripts = Files.list(SCRIPTS)) {
      assertThat(scripts)
          .hasSize(3)
          .allSatisfy(
              script -> {
                assertThat(script).isExecutable();
                assertThat(guide).contains("```sh\n" + Files.readString(script) + "```\n");
              });
    }
  }
}
