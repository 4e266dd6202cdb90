package io.kserf.daemon.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.daemon.Loopback;
import io.kserf.daemon.config.AgentConfig;
import io.kserf.swim.Log;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryJoinTest {
  private static final String SELF = Loopback.address(33);
  private static final String OTHER = Loopback.address(34);
  private static final String NOBODY = Loopback.address(35);
  private static final String THIRD = Loopback.address(36);

  @TempDir Path directory;

  private final List<String> logged = new CopyOnWriteArrayList<>();
  private final AtomicInteger gaveUp = new AtomicInteger();
  private final List<Agent> agents = new ArrayList<>();

  private Agent start(String ip, String... more) {
    var words = new ArrayList<>(List.of("-node=" + ip, "-bind=" + ip, "-retry-interval=1s"));
    words.addAll(Arrays.asList(more));
    var config = AgentConfig.read(words, Map.of());
    Log log = (level, message) -> logged.add(level + " " + message.get());
    var agent = Agent.start(config, log, Telemetry.none());
    agents.add(agent);
    new RetryJoin(agent, config, log, gaveUp::incrementAndGet).start();
    return agent;
  }

  @AfterEach
  void stop() {
    agents.forEach(Agent::close);
  }

  @Test
  void anAgentThatReachedOnlyItselfGoesOnUntilAnotherSeedIsThere() {
    Agent first = start(SELF, "-retry-join=" + SELF, "-retry-join=" + OTHER);
    await()
        .untilAsserted(
            () ->
                assertThat(logged)
                    .contains("DEBUG agent: Join completed. Synced with 1 initial agents"));
    start(OTHER);
    await().untilAsserted(() -> assertThat(first.serf().members()).hasSize(2));
    await()
        .untilAsserted(
            () ->
                assertThat(logged)
                    .anyMatch(line -> line.startsWith("INFO agent: Join completed.")));
    assertThat(gaveUp).hasValue(0);
  }

  @Test
  void aSeedThatWasDownAtTheFirstSuccessIsFoundLater() throws IOException {
    start(SELF);
    Agent joiner =
        start(THIRD, "-retry-join=" + SELF, "-retry-join=" + OTHER, "-config-file=" + oftenFile());
    await().untilAsserted(() -> assertThat(joiner.serf().members()).hasSize(2));

    Agent late = start(OTHER);

    await().untilAsserted(() -> assertThat(late.serf().members()).hasSize(3));
    assertThat(joiner.serf().members()).hasSize(3);
  }

  @Test
  void unlessThatIsTurnedOff() throws IOException {
    start(SELF);
    start(
        THIRD,
        "-retry-join=" + SELF,
        "-retry-join=" + OTHER,
        "-disable-rejoin-forever",
        "-config-file=" + oftenFile());
    await()
        .untilAsserted(
            () -> assertThat(logged).anyMatch(line -> line.contains("agent: Join completed.")));

    Agent late = start(OTHER, "-retry-join=" + NOBODY, "-retry-max=1");

    // By then the joiner has had its time to look for seeds as well.
    await().untilAsserted(() -> assertThat(gaveUp).hasValue(1));
    assertThat(late.serf().members()).hasSize(1);
    assertThat(logged).noneMatch(line -> line.contains("attempting to rejoin"));
  }

  private String oftenFile() throws IOException {
    return Files.writeString(directory.resolve("often.json"), "{\"reconnect_interval\": \"200ms\"}")
        .toString();
  }

  @Test
  void anAgentGivesUpAfterMoreFailuresThanAreAllowed() {
    start(SELF, "-retry-join=" + NOBODY, "-retry-max=1");
    await().untilAsserted(() -> assertThat(gaveUp).hasValue(1));
    assertThat(logged)
        .anyMatch(
            line -> line.startsWith("WARN agent: Join failed:") && line.endsWith("retrying in 1s"))
        .contains("ERR agent: maximum retry join attempts made, exiting");
  }
}
