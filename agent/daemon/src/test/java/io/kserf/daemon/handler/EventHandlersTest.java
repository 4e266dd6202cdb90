package io.kserf.daemon.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Address;
import io.kserf.swim.Log.Level;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real shell. */
class EventHandlersTest {
  private static final SerfMember SELF =
      new SerfMember(
          "self",
          Address.ipv4(127, 0, 60, 9, 7946),
          Map.of("role", "web"),
          MemberStatus.ALIVE,
          new SerfMember.Versions(1, 5, 2, 2, 5, 5));

  @TempDir Path directory;
  private Path said;
  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final List<String> answers = new CopyOnWriteArrayList<>();

  @BeforeEach
  void nameTheFile() {
    said = directory.resolve("said");
  }

  private EventHandlers handlers(String... specifications) {
    List<EventScript> scripts =
        List.of(specifications).stream()
            .flatMap(specification -> EventScript.parse(specification).stream())
            .toList();
    var handlers =
        new EventHandlers(
            scripts,
            () -> SELF,
            (level, message) -> logged.add(level + " " + message.get()),
            Telemetry.none());
    handlers.start();
    return handlers;
  }

  private SerfEvent.Query query(String name, String payload) {
    return new SerfEvent.Query(
        7,
        name,
        payload.getBytes(StandardCharsets.UTF_8),
        0,
        answer -> {
          if (!answers.isEmpty()) {
            throw new SerfException("response already sent");
          }
          answers.add(new String(answer, StandardCharsets.UTF_8));
        });
  }

  private static SerfEvent.User user(String name, String payload) {
    return new SerfEvent.User(3, name, payload.getBytes(StandardCharsets.UTF_8), true);
  }

  private String said() throws IOException {
    return Files.exists(said) ? Files.readString(said) : "";
  }

  @Test
  void scriptsRunInTheOrderOfConfigurationOneEventAtATime() {
    var handlers =
        handlers(
            "user=sleep 0.2; echo first $SERF_USER_EVENT >> " + said,
            "user:b=echo second $SERF_USER_EVENT >> " + said);
    handlers.onEvent(user("a", ""));
    handlers.onEvent(user("b", ""));
    await().untilAsserted(() -> assertThat(said()).isEqualTo("first a\nfirst b\nsecond b\n"));
  }

  @Test
  void aScriptReadsThePayloadAsALineAndTheAgentsOwnEnvironment() {
    var handlers = handlers("user=cat > " + said + "; echo $SERF_SELF_ROLE $HOME >> " + said);
    handlers.onEvent(user("a", "no newline"));
    await()
        .untilAsserted(
            () -> assertThat(said()).isEqualTo("no newline\nweb " + System.getenv("HOME") + "\n"));
  }

  @Test
  void theOutputOfASuccessfulScriptAnswersAQueryOnceAndTheSecondIsLogged() {
    var handlers = handlers("query=echo out; echo err >&2", "query:load=echo again");
    handlers.onEvent(query("load", ""));
    await()
        .untilAsserted(
            () ->
                assertThat(logged)
                    .contains(
                        "WARN agent: Failed to respond to query 'load': response already sent"));
    assertThat(answers).containsExactly("out\nerr\n");
  }

  @Test
  void aScriptThatFailsIsLoggedAndAnswersNothing() {
    var handlers = handlers("query=echo out; exit 3", "user=echo done > " + said);
    handlers.onEvent(query("load", ""));
    handlers.onEvent(user("after", ""));
    await().untilAsserted(() -> assertThat(said()).isEqualTo("done\n"));
    assertThat(answers).isEmpty();
    assertThat(logged)
        .contains("ERR agent: Error invoking script 'echo out; exit 3': exit status 3");
  }

  @Test
  void onlyTheLastBytesOfALongOutputAreSent() {
    var handlers = handlers("query=head -c 100000 /dev/zero | tr '\\000' x; printf END");
    handlers.onEvent(query("q", ""));
    await().untilAsserted(() -> assertThat(answers).hasSize(1));
    assertThat(answers.getFirst()).hasSize(ScriptRun.KEPT_OUTPUT).endsWith("xEND");
    assertThat(logged).anyMatch(line -> line.endsWith("output, truncated to 8192"));
  }

  @Test
  void aScriptThatDoesNotReadALongInputIsFine() {
    var handlers = handlers("query=true; echo fine");
    handlers.onEvent(query("q", "x".repeat(1_000_000)));
    await().untilAsserted(() -> assertThat(answers).containsExactly("fine\n"));
  }

  @Test
  void aProcessLeftBehindDoesNotHoldUpTheNextEvent() {
    var handlers = handlers("user:a=sleep 30 & echo started", "user:b=echo b > " + said);
    handlers.onEvent(user("a", ""));
    handlers.onEvent(user("b", ""));
    await().untilAsserted(() -> assertThat(said()).isEqualTo("b\n"));
  }

  @Test
  void aSlowScriptIsWarnedOfAndNotKilled() {
    var handlers = handlers("user=sleep 1.3; echo end > " + said);
    handlers.onEvent(user("a", ""));
    await().untilAsserted(() -> assertThat(said()).isEqualTo("end\n"));
    assertThat(logged)
        .anyMatch(line -> line.startsWith(Level.WARN + " agent: Script 'sleep 1.3; "));
  }

  @Test
  void replacedScriptsCountFromTheNextEventOn() {
    var handlers = handlers("user=echo old >> " + said);
    handlers.replace(EventScript.parse("user=echo new >> " + said));
    handlers.onEvent(user("a", ""));
    await().untilAsserted(() -> assertThat(said()).isEqualTo("new\n"));
  }
}
