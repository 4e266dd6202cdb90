package io.kserf.node;

import static io.kserf.node.Members.SOON;
import static io.kserf.node.Members.addressOf;
import static io.kserf.node.Members.awaitStatus;
import static io.kserf.node.Members.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kserf.serf.KeyResult;
import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EncryptedPoolTest {
  private static final String KEY = "JSLwTNLLnJJNo3ZF1kwGxqEj63v+Myd0lLS0X/u80lM=";
  private static final String OTHER_KEY = "JArCsXZ1gOvT5M0WCMBVug==";

  @RegisterExtension final Members members = new Members("127.71.6");
  @TempDir private Path folder;

  private Serf encrypted(String name, String key) {
    return members.start(name, config -> config.encryptKey(key));
  }

  @Test
  void membersWithTheSameKeyJoin() {
    Serf a = encrypted("a", KEY);
    Serf b = encrypted("b", KEY);

    join(b, a);

    awaitStatus(a, "b", MemberStatus.ALIVE);
    awaitStatus(b, "a", MemberStatus.ALIVE);
    assertThat(a.isEncrypted()).isTrue();
  }

  @Test
  void aWrongKeyFailsTheJoinWithTheLikelyCause() {
    Serf a = encrypted("a", KEY);
    Serf b = encrypted("b", OTHER_KEY);

    assertThatThrownBy(() -> b.join(List.of(addressOf(a))))
        .isInstanceOf(SerfException.class)
        .hasMessageContaining("Failed to join " + addressOf(a))
        .hasMessageContaining("encryption keys differ");
    assertThat(a.members()).hasSize(1);
  }

  @Test
  void aMissingKeyFailsTheJoinWithTheLikelyCause() {
    Serf a = encrypted("a", KEY);
    Serf b = members.start("b");

    assertThatThrownBy(() -> b.join(List.of(addressOf(a))))
        .hasMessageContaining("one side encrypts and the other does not");
    assertThatThrownBy(() -> a.join(List.of(addressOf(b))))
        .hasMessageContaining("one side encrypts and the other does not");
  }

  @Test
  void aKeyIsExchangedWhileThePoolRunsAndKeptInTheFile() throws Exception {
    Path file = Files.writeString(folder.resolve("keyring.json"), "[\"" + KEY + "\"]");
    Serf a = members.start("a", config -> config.keyringFile(file));
    Serf b = encrypted("b", KEY);
    join(b, a);
    awaitStatus(a, "b", MemberStatus.ALIVE);

    assertThat(a.installKey(OTHER_KEY).error()).isEmpty();
    assertThat(a.useKey(OTHER_KEY).error()).isEmpty();
    KeyResult removed = b.removeKey(KEY);

    assertThat(removed.numResponses()).isEqualTo(2);
    assertThat(removed.error()).isEmpty();
    assertThat(file).hasContent("[\n  \"" + OTHER_KEY + "\"\n]");
    assertThat(b.listKeys().keys()).isEqualTo(Map.of(OTHER_KEY, 2));
    await()
        .during(java.time.Duration.ofSeconds(1))
        .atMost(SOON)
        .until(() -> Members.member(a, "b").isAlive());
  }

  @Test
  void aKeyringFileThatCannotBeWrittenIsToldToTheAsker() throws Exception {
    Path file = Files.writeString(folder.resolve("keyring.json"), "[\"" + KEY + "\"]");
    Serf a = members.start("a", config -> config.keyringFile(file));
    Files.delete(file);

    KeyResult result = a.installKey(OTHER_KEY);

    assertThat(result.error()).isEqualTo("1/1 nodes reported failure");
    assertThat(result.messages().get("a")).startsWith("Failed to write keyring file: ");
  }
}
