package io.kserf.node;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.kserf.serf.KeyText;
import io.kserf.serf.SerfException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Serf's keyring file: a JSON list of base64 keys, the primary first, two blanks of indentation, no
 * newline at the end, mode 0600.
 */
final class KeyringFile {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;

  KeyringFile(Path file) {
    this.file = file;
  }

  /** At least one key. */
  List<byte[]> read() {
    var keys = new ArrayList<byte[]>();
    try (JsonParser json = JSON.createParser(Files.readAllBytes(file))) {
      if (json.nextToken() != JsonToken.START_ARRAY) {
        throw notAList();
      }
      while (json.nextToken() != JsonToken.END_ARRAY) {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
          throw notAList();
        }
        keys.add(decode(keys.size(), json.getText()));
      }
    } catch (NoSuchFileException e) {
      throw new SerfException(
          "keyring file %s does not exist (create it with [\"KEY\"], KEY as from keygen)"
              .formatted(file),
          e);
    } catch (JsonProcessingException e) {
      throw new SerfException(
          "keyring file %s is not JSON: line %d, column %d (expected [\"KEY\", …], primary first)"
              .formatted(file, e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
    } catch (IOException e) {
      throw new SerfException("keyring file %s cannot be read: %s".formatted(file, e), e);
    }
    if (keys.isEmpty()) {
      throw new SerfException("Keyring file contains no keys");
    }
    return keys;
  }

  private byte[] decode(int index, String text) {
    try {
      return KeyText.decode(text);
    } catch (SerfException e) {
      throw new SerfException(
          "keyring file %s, key %d: %s".formatted(file, index + 1, e.getMessage()), e);
    }
  }

  private SerfException notAList() {
    return new SerfException(
        "keyring file %s is not a list of keys (expected [\"KEY\", …], primary first)"
            .formatted(file));
  }

  /** Replaces the file in one step, so that a crash leaves the old keys or the new ones. */
  void write(List<byte[]> keys) {
    String json =
        keys.stream()
            .map(Base64.getEncoder()::encodeToString)
            .collect(Collectors.joining("\",\n  \"", "[\n  \"", "\"\n]"));
    try {
      Path target = file.toRealPath();
      // Created with mode 0600, as the JDK does for temporary files.
      Path fresh = Files.createTempFile(target.getParent(), target.getFileName() + ".", ".new");
      try {
        Files.writeString(fresh, json);
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw new SerfException("Failed to write keyring file: %s".formatted(reason(e)), e);
    }
  }

  private static String reason(IOException e) {
    String message = e.getMessage();
    return message == null ? e.toString() : e.getClass().getSimpleName() + " " + message;
  }
}
