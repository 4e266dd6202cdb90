package io.kserf.node;

import io.kserf.swim.Identities;
import io.kserf.swim.Identity;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Names, addresses and tags of members, one copy for all members of this process that are given the
 * same {@code SharedIdentities} with {@link SerfConfig#identities}. Without it each member has a
 * copy of its own of everybody that it knows.
 *
 * <p>Whoever no member knows any more is let go of. Safe for use by several threads.
 */
public final class SharedIdentities implements Identities {
  // An identity is the key for as long as it is in use; were it the value too, it always would be.
  private final Map<Identity, WeakReference<Identity>> known = new WeakHashMap<>();

  @Override
  public synchronized Identity shared(Identity identity) {
    WeakReference<Identity> reference = known.get(identity);
    Identity present = reference == null ? null : reference.get();
    if (present != null) {
      return present;
    }
    known.put(identity, new WeakReference<>(identity));
    return identity;
  }

  /**
   * How many there are, as far as is known; those that nobody uses may be among them for a while.
   */
  synchronized int size() {
    return known.size();
  }
}
