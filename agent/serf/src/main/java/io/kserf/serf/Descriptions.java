package io.kserf.serf;

import io.kserf.serf.SerfMember.Versions;
import io.kserf.serf.wire.Tags;
import io.kserf.swim.Identity;
import io.kserf.swim.wire.MalformedMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads descriptions out of identities. The members of a pool resemble each other, so what was read
 * shortly before is used again where it is equal.
 */
final class Descriptions {
  private static final int RECENT_TEXTS = 64;

  /** By hash; the newer one takes the place of the older. */
  private final @Nullable String[] recentTexts = new String[RECENT_TEXTS];

  private Versions recentVersions = new Versions(0, 0, 0, 0, 0, 0);

  Description of(Identity identity) {
    return identity.view(Description.class, this::read);
  }

  Description read(Identity identity) {
    Versions versions = versionsIn(identity.versions());
    try {
      return new Description(Tags.decode(identity.meta(), this::recent), versions, null);
    } catch (MalformedMessage e) {
      return new Description(Map.of(), versions, e);
    }
  }

  private String recent(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ hash >>> 16) & RECENT_TEXTS - 1;
    String recent = recentTexts[slot];
    if (recent != null && recent.equals(text)) {
      return recent;
    }
    recentTexts[slot] = text;
    return text;
  }

  private Versions versionsIn(byte[] bytes) {
    int[] v = new int[6];
    for (int i = 0; i < Math.min(v.length, bytes.length); i++) {
      v[i] = bytes[i] & 0xff;
    }
    var versions = new Versions(v[0], v[1], v[2], v[3], v[4], v[5]);
    if (!versions.equals(recentVersions)) {
      recentVersions = versions;
    }
    return recentVersions;
  }
}
