package io.kserf.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The keys that gossip is encrypted with, as Serf's keyring file has them.
 *
 * @param keys base64, the primary key first; never empty
 */
record Keyring(List<String> keys) {
  /** The key of a Secret that holds a keyring, and the name of the agents' file. */
  static final String FILE = "keyring.json";

  /** For AES-128, AES-192 and AES-256. */
  private static final Set<Integer> KEY_BYTES = Set.of(16, 24, 32);

  private static final int NEW_KEY_BYTES = 32;

  Keyring {
    keys = List.copyOf(keys);
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a keyring has a primary key");
    }
  }

  /**
   * @param random must be a cryptographic one
   */
  static Keyring generate(Random random) {
    var key = new byte[NEW_KEY_BYTES];
    random.nextBytes(key);
    return new Keyring(List.of(Base64.getEncoder().encodeToString(key)));
  }

  /** Empty if the text is no keyring file. Says nothing more: it may hold secrets. */
  static Optional<Keyring> parse(String text) {
    return Json.read(text)
        .filter(JsonNode::isArray)
        .filter(list -> !list.isEmpty())
        .flatMap(Keyring::keysIn)
        .map(Keyring::new);
  }

  /**
   * The keyring of a pool whose members still hold its keys.
   *
   * @param primary fingerprint of the primary key
   * @return empty if none of the keys is the primary one
   */
  static Optional<Keyring> recover(Collection<String> keys, String primary) {
    return keys.stream()
        .filter(key -> fingerprint(key).equals(primary))
        .findFirst()
        .map(
            first -> {
              var others = keys.stream().filter(key -> !key.equals(first)).sorted().toList();
              var all = new ArrayList<>(List.of(first));
              all.addAll(others);
              return new Keyring(all);
            });
  }

  String toJson() {
    return Json.write(keys);
  }

  /** Tells the primary key from others without showing it. */
  String fingerprint() {
    return fingerprint(keys.getFirst());
  }

  private static String fingerprint(String key) {
    return "sha256:" + Digest.of(Base64.getDecoder().decode(key));
  }

  private static Optional<List<String>> keysIn(JsonNode list) {
    var keys = new ArrayList<String>();
    for (var key : list) {
      if (!key.isTextual() || !isKey(key.textValue())) {
        return Optional.empty();
      }
      keys.add(key.textValue());
    }
    return Optional.of(keys);
  }

  private static boolean isKey(String text) {
    try {
      return KEY_BYTES.contains(Base64.getDecoder().decode(text).length);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "Keyring[" + fingerprint() + ", " + keys.size() + " keys hidden]";
  }
}
