package io.kserf.serf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.kserf.serf.TestPool.Node;
import io.kserf.serf.wire.JoinIntent;
import io.kserf.serf.wire.KeyResponse;
import io.kserf.serf.wire.QueryMessage;
import io.kserf.serf.wire.QueryResponse;
import io.kserf.serf.wire.SerfMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeysInAPoolTest {
  private static final String OLD = TestPool.keyText(1);
  private static final String NEW = TestPool.keyText(2);

  private final TestPool pool = new TestPool();
  private final Outcome<KeyResult> outcome = new Outcome<>();

  @Test
  void aKeyIsInstalledOnEveryMember() {
    List<Node> nodes = encrypted("a", "b", "c");

    nodes.getFirst().serf.installKey(NEW, outcome);
    pool.advance(Duration.ofSeconds(2));

    assertThat(outcome.heard()).as("without waiting for the deadline").containsExactly("done");
    KeyResult result = outcome.result();
    assertThat(result.error()).isEmpty();
    assertThat(result.numNodes()).isEqualTo(3);
    assertThat(result.numResponses()).isEqualTo(3);
    assertThat(result.numErrors()).isZero();
    assertThat(nodes)
        .allSatisfy(
            node -> {
              assertThat(node.keyring.keys()).containsExactly(TestPool.key(1), TestPool.key(2));
              assertThat(node.seen.keyringChanges).isEqualTo(1);
            });
  }

  @Test
  void aKeyIsExchangedWhileThePoolRuns() {
    List<Node> nodes = encrypted("a", "b", "c");
    Node a = nodes.getFirst();

    a.serf.installKey(NEW, new Outcome<>());
    pool.advance(Duration.ofSeconds(4));
    a.serf.useKey(NEW, new Outcome<>());
    pool.advance(Duration.ofSeconds(4));
    a.serf.removeKey(OLD, outcome);
    pool.advance(Duration.ofSeconds(4));

    assertThat(outcome.result().error()).isEmpty();
    assertThat(nodes)
        .allSatisfy(node -> assertThat(node.keyring.keys()).containsExactly(TestPool.key(2)));
    pool.advance(Duration.ofSeconds(30));
    assertThat(a.view()).containsValues("alive").doesNotContainValue("failed");
  }

  @Test
  void keysAreListedWithTheNumberOfTheirHolders() {
    List<Node> nodes = encrypted("a", "b");
    nodes.getLast().keyring.add(TestPool.key(2));

    nodes.getFirst().serf.listKeys(outcome);
    pool.advance(Duration.ofSeconds(4));

    assertThat(outcome.result().keys()).containsOnly(entry(OLD, 2), entry(NEW, 1));
    assertThat(outcome.result().primaryKeys()).containsOnly(entry(OLD, 2));
  }

  @Test
  void thePrimaryKeyIsNotRemoved() {
    List<Node> nodes = encrypted("a", "b");

    nodes.getFirst().serf.removeKey(OLD, outcome);
    pool.advance(Duration.ofSeconds(4));

    assertThat(outcome.result().error()).isEqualTo("2/2 nodes reported failure");
    assertThat(outcome.result().numErrors()).isEqualTo(2);
    assertThat(outcome.result().messages())
        .containsOnly(
            entry("a", "Removing the primary key is not allowed"),
            entry("b", "Removing the primary key is not allowed"));
    assertThat(nodes.getFirst().seen.log)
        .contains("[ERR] serf: Failed to remove key: Removing the primary key is not allowed");
  }

  @Test
  void aKeyThatIsNotInstalledCannotBecomePrimary() {
    List<Node> nodes = encrypted("a", "b");

    nodes.getFirst().serf.useKey(NEW, outcome);
    pool.advance(Duration.ofSeconds(4));

    assertThat(outcome.result().messages())
        .containsEntry("b", "Requested key is not in the keyring");
  }

  @Test
  void aKeyOfAWrongSizeIsRefusedByEveryMember() {
    List<Node> nodes = encrypted("a", "b");

    nodes.getFirst().serf.installKey("AAAA", outcome);
    pool.advance(Duration.ofSeconds(4));

    assertThat(outcome.result().messages())
        .containsEntry("a", "key size must be 16, 24 or 32 bytes");
  }

  @Test
  void textThatIsNoBase64IsRefusedAtOnce() {
    Node a = pool.start("a");

    a.serf.installKey("notbase64!", outcome);

    assertThat(outcome.heard()).containsExactly("failed: illegal base64 data at input byte 9");
  }

  @Test
  void aPoolWithoutEncryptionHasNoKeys() {
    List<Node> nodes = pool.startJoined("a", "b");
    var installed = new Outcome<KeyResult>();

    nodes.getFirst().serf.listKeys(outcome);
    nodes.getFirst().serf.installKey(NEW, installed);
    pool.advance(Duration.ofSeconds(4));

    assertThat(outcome.result().messages())
        .containsOnly(
            entry("a", "Keyring is empty (encryption not enabled)"),
            entry("b", "Keyring is empty (encryption not enabled)"));
    assertThat(installed.result().messages())
        .containsEntry("b", "No keyring to modify (encryption not enabled)");
    assertThat(nodes.getLast().seen.log)
        .contains(
            "[ERR] serf: Keyring is empty (encryption not enabled)",
            "[ERR] serf: No keyring to modify (encryption not enabled)");
  }

  @Test
  void aKeyringThatCannotBeWrittenIsReported() {
    List<Node> nodes = encrypted("a", "b");
    nodes.getLast().seen.onKeyringChanged =
        () -> {
          throw new SerfException("Failed to write keyring file: no space left");
        };

    nodes.getFirst().serf.installKey(NEW, outcome);
    pool.advance(Duration.ofSeconds(4));

    assertThat(outcome.result().error()).isEqualTo("1/2 nodes reported failure");
    assertThat(outcome.result().messages())
        .containsOnly(entry("b", "Failed to write keyring file: no space left"));
  }

  @Test
  void membersThatDoNotAnswerAreMissingAtTheDeadline() {
    List<Node> nodes = encrypted("a", "b", "c");
    nodes.getLast().crash();

    nodes.getFirst().serf.installKey(NEW, outcome);
    pool.advance(Duration.ofMillis(3_199));
    assertThat(outcome.heard()).isEmpty();
    pool.advance(Duration.ofMillis(1));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(outcome.result().error()).isEqualTo("2/3 nodes reported success");
  }

  @Test
  void aListThatIsTooLongForAnAnswerIsCutAndSaysSo() {
    Node a = pool.start("a", settings -> settings.keys(keys(60)));

    a.serf.listKeys(outcome);
    pool.advance(Duration.ofSeconds(4));

    KeyResult result = outcome.result();
    assertThat(result.error()).isEmpty();
    int shown = result.keys().size();
    assertThat(shown).isBetween(30, 40);
    assertThat(result.keys()).containsKey(TestPool.keyText(1));
    assertThat(result.messages())
        .containsOnly(
            entry("a", "truncated key list response, showing first " + shown + " of 60 keys"));
  }

  @Test
  void aShortListInLittleRoomIsCutToWhatThereIs() {
    Node a = pool.start("a", settings -> settings.queryResponseSizeLimit(250).keys(keys(6)));

    a.serf.listKeys(outcome);
    pool.advance(Duration.ofSeconds(4));

    int shown = outcome.result().keys().size();
    assertThat(shown).isBetween(1, 5);
    assertThat(outcome.result().messages())
        .containsOnly(
            entry("a", "truncated key list response, showing first " + shown + " of 6 keys"));
  }

  private static byte[][] keys(int count) {
    byte[][] keys = new byte[count][];
    for (int i = 0; i < count; i++) {
      keys[i] = TestPool.key(i + 1);
    }
    return keys;
  }

  @Test
  void whatMembersDoIsLogged() {
    Node a = encrypted("a").getFirst();

    a.serf.installKey(NEW, new Outcome<>());
    a.serf.useKey(NEW, new Outcome<>());
    a.serf.removeKey(OLD, new Outcome<>());
    a.serf.listKeys(new Outcome<>());

    assertThat(a.seen.log)
        .contains(
            "[INFO] serf: Received install-key query",
            "[INFO] serf: Received use-key query",
            "[INFO] serf: Received remove-key query",
            "[INFO] serf: Received list-keys query");
    assertThat(a.seen.log).noneMatch(line -> line.contains(NEW) || line.contains(OLD));
  }

  @Test
  void aRequestThatCannotBeReadIsRefusedWithoutAWord() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);

    stranger.say(
        new QueryMessage(
            5,
            1,
            Stranger.ADDRESS.ip(),
            7946,
            "",
            null,
            0,
            0,
            1_000_000_000,
            "_serf_install-key",
            new byte[] {77}));
    pool.advance(Duration.ofMillis(10));

    assertThat(stranger.heard(QueryResponse.class))
        .singleElement()
        .satisfies(
            response ->
                assertThat(SerfMessage.decode(response.payload()))
                    .isEqualTo(new KeyResponse(false, "", null, "")));
    assertThat(a.seen.counters).containsEntry(Complaints.MALFORMED, 1L);
  }

  @Test
  void answersThatCannotBeReadAreErrorsOfTheirSender() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);
    a.serf.listKeys(outcome);
    pool.advance(Duration.ofSeconds(1));
    QueryMessage query = stranger.heard(QueryMessage.class).getFirst();

    stranger.say(answer(query, "b", new JoinIntent(1, "b").encode()));

    assertThat(outcome.result().error()).isEqualTo("2/2 nodes reported failure");
    assertThat(outcome.result().messages().get("b"))
        .startsWith("Invalid key query response type: [1, ");
    var second = new Outcome<KeyResult>();
    a.serf.listKeys(second);
    pool.advance(Duration.ofSeconds(1));
    stranger.say(
        answer(stranger.heard(QueryMessage.class).getLast(), "b", new byte[] {8, (byte) 0xc1}));

    assertThat(second.result().messages().get("b"))
        .startsWith("Failed to decode key query response: ");
  }

  @Test
  void answersThatComeLateChangeNoResult() {
    Node a = pool.start("a");
    Stranger stranger = Stranger.among(pool, a);
    a.serf.listKeys(outcome);
    pool.advance(Duration.ofSeconds(1));
    QueryMessage query = stranger.heard(QueryMessage.class).getFirst();
    byte[] refusal = new KeyResponse(false, "no", null, "").encode();
    stranger.say(answer(query, "b", refusal));

    stranger.say(answer(query, "c", refusal));

    assertThat(outcome.heard()).containsExactly("done");
    assertThat(outcome.result().messages()).containsOnlyKeys("a", "b");
  }

  @Test
  void aMemberThatCannotAskSaysSo() {
    Node a = pool.start("a", settings -> settings.protocol(3));

    a.serf.listKeys(outcome);

    assertThat(outcome.heard()).containsExactly("failed: Feature not supported");
  }

  private static QueryResponse answer(QueryMessage query, String from, byte[] payload) {
    return new QueryResponse(query.lamportTime(), query.id(), from, 0, payload);
  }

  private List<Node> encrypted(String... names) {
    return pool.startJoined(settings -> settings.keys(TestPool.key(1)), names);
  }
}
