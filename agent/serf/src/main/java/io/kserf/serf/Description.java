package io.kserf.serf;

import io.kserf.serf.SerfMember.Versions;
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
    return identity.view(Description.class, unread -> new Descriptions().read(unread));
  }
}
