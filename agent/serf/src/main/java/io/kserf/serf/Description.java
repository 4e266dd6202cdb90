package io.kserf.serf;

import io.kserf.serf.SerfMember.Versions;
import io.kserf.serf.wire.Tags;
import io.kserf.swim.Identity;
import io.kserf.swim.wire.MalformedMessage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Serf reads out of an identity: tags and protocol numbers. Kept with the identity and shared
 * as it is.
 *
 * @param tags immutable; none if they make no sense
 * @param problem what is wrong with the tags
 */
record Description(
    Map<String, String> tags, Versions versions, @Nullable MalformedMessage problem) {

  static Description of(Identity identity) {
    return identity.view(Description.class, Description::read);
  }

  private static Description read(Identity identity) {
    Versions versions = versionsIn(identity.versions());
    try {
      return new Description(Tags.decode(identity.meta()), versions, null);
    } catch (MalformedMessage e) {
      return new Description(Map.of(), versions, e);
    }
  }

  private static Versions versionsIn(byte[] bytes) {
    int[] v = new int[6];
    for (int i = 0; i < Math.min(v.length, bytes.length); i++) {
      v[i] = bytes[i] & 0xff;
    }
    return new Versions(v[0], v[1], v[2], v[3], v[4], v[5]);
  }
}
