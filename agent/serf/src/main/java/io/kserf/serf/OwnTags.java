package io.kserf.serf;

import io.kserf.serf.wire.Tags;
import io.kserf.swim.SwimConfig;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** This member's own tags, and their form as meta. Sorted, so that equal tags are equal bytes. */
final class OwnTags {
  static final int MAX_META_BYTES = 512;

  /** The first protocol in which members have tags; before it they had a role. */
  private static final int TAGS_PROTOCOL = 3;

  private final int protocol;
  private Map<String, String> tags = Map.of();
  private byte[] meta = new byte[0];

  OwnTags(SwimConfig config, Map<String, String> tags) {
    this.protocol = config.protocolCurrent();
    set(tags);
  }

  Map<String, String> tags() {
    return tags;
  }

  byte[] meta() {
    return meta;
  }

  /**
   * @throws SerfException if they are too large to be gossiped; the old ones stay then
   */
  void set(Map<String, String> newTags) {
    Map<String, String> sorted = Collections.unmodifiableMap(new TreeMap<>(newTags));
    byte[] encoded = protocol < TAGS_PROTOCOL ? Tags.encodeRole(sorted) : Tags.encode(sorted);
    if (encoded.length > MAX_META_BYTES) {
      throw new SerfException(
          "Encoded length of tags exceeds limit of " + MAX_META_BYTES + " bytes");
    }
    tags = sorted;
    meta = encoded;
  }
}
