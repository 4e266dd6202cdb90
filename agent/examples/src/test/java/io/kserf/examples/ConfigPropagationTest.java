package io.kserf.examples;

import static io.kserf.examples.Pool.SOON;
import static io.kserf.examples.Pool.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.node.Serf;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ConfigPropagationTest {
  private static final Map<String, String> INITIAL = Map.of("log_level", "info");

  @RegisterExtension final Pool pool = new Pool("127.83.3");

  private ConfigReceiver receiver(String name, String environment) {
    return ConfigReceiver.start(
        pool.start(name, config -> config.tag("env", environment)), INITIAL);
  }

  private Serf senderThatSees(int members) {
    Serf sender = pool.start("sender");
    soon(() -> assertThat(sender.members()).hasSize(members));
    return sender;
  }

  @Test
  void aChangeReachesProductionAndTheSenderKnowsThatItDid() {
    ConfigReceiver one = receiver("one", "prod");
    ConfigReceiver two = receiver("two", "prod");
    ConfigReceiver almost = receiver("almost", "preprod");
    var sender = new ConfigSender(senderThatSees(4));

    // Gossip reaches nearly everybody: whoever is missing is asked again.
    ConfigSender.Outcome outcome =
        await()
            .atMost(SOON)
            .until(() -> sender.send("log_level=debug"), sent -> sent.missing().isEmpty());

    assertThat(outcome.heard()).containsExactly("one", "two");
    assertThat(outcome.answers())
        .isEqualTo(Map.of("one", "applied log_level=debug", "two", "applied log_level=debug"));
    assertThat(outcome.missing()).isEmpty();
    assertThat(one.setting("log_level")).isEqualTo("debug");
    assertThat(two.setting("log_level")).isEqualTo("debug");
    assertThat(almost.setting("log_level")).isEqualTo("info");
  }

  @Test
  void whatTheReceiverDoesNotKnowIsRejected() {
    ConfigReceiver one = receiver("one", "prod");
    var sender = new ConfigSender(senderThatSees(2));

    assertThat(sender.send("colour=red").answers())
        .isEqualTo(Map.of("one", "rejected: there is no setting 'colour'"));
    assertThat(sender.send("nonsense").answers())
        .isEqualTo(Map.of("one", "rejected: there is no setting 'nonsense'"));
    assertThat(one.setting("colour")).isEmpty();
  }

  @Test
  void aMemberThatHearsButDoesNotAnswerIsMissing() {
    pool.start("deaf", config -> config.tag("env", "prod"));
    var sender = new ConfigSender(senderThatSees(2));

    ConfigSender.Outcome outcome = sender.send("log_level=debug");

    assertThat(outcome.heard()).containsExactly("deaf");
    assertThat(outcome.missing()).containsExactly("deaf");
  }
}
