package io.kserf.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kserf.serf.SerfException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyringFileTest {
  private static final String TWO_KEYS =
      """
      [
        "JArCsXZ1gOvT5M0WCMBVug==",
        "JSLwTNLLnJJNo3ZF1kwGxqEj63v+Myd0lLS0X/u80lM="
      ]""";

  @TempDir private Path folder;

  private Path file(String content) throws Exception {
    return Files.writeString(folder.resolve("keyring.json"), content);
  }

  @Test
  void serfsOwnFileIsReadAndWrittenToTheSameBytes() throws Exception {
    Path file = file(TWO_KEYS);
    var keyring = new KeyringFile(file);

    List<byte[]> keys = keyring.read();
    keyring.write(keys);

    assertThat(keys).extracting(key -> key.length).containsExactly(16, 32);
    assertThat(file).hasContent(TWO_KEYS);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void aSymbolicLinkToTheFileStaysOne() throws Exception {
    Path file = file(TWO_KEYS);
    Path link = Files.createSymbolicLink(folder.resolve("link.json"), file);

    new KeyringFile(link).write(List.of(new byte[16]));

    assertThat(link).isSymbolicLink();
    assertThat(file).content().contains("AAAAAAAAAAAAAAAAAAAAAA==");
  }

  @Test
  void aFileThatCannotBeWrittenIsToldInSerfsWords() {
    assertThatThrownBy(
            () -> new KeyringFile(folder.resolve("gone.json")).write(List.of(new byte[16])))
        .isInstanceOf(SerfException.class)
        .hasMessageStartingWith("Failed to write keyring file: ");
  }

  @Test
  void aMissingFileIsToldWithWhatToDo() {
    Path missing = folder.resolve("missing.json");

    assertThatThrownBy(() -> new KeyringFile(missing).read())
        .hasMessage(
            "keyring file %s does not exist (create it with [\"KEY\"], KEY as from keygen)",
            missing);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]                 | Keyring file contains no keys",
        "{}                 | is not a list of keys",
        "[1]                | is not a list of keys",
        "[[\"a\"]]          | is not a list of keys",
        "nothing            | is not JSON: line 1, column",
        "[\"AAAA\"          | is not JSON: line 1, column",
        "[\"AAAA\", \"AA*A\"] | key 2: illegal base64 data at input byte 2",
      })
  void aFileThatIsNoKeyringIsRefused(String content, String message) throws Exception {
    Path file = file(content);

    assertThatThrownBy(() -> new KeyringFile(file).read())
        .isInstanceOf(SerfException.class)
        .hasMessageContaining(message);
  }
}
