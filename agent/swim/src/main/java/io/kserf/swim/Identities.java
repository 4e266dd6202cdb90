package io.kserf.swim;

/**
 * Where an instance gets the identities of members from. The shell hands it in: many instances of
 * one process that know the same pool keep one object for each member that way, and not one each.
 *
 * <p>Asked once for each change of an identity that an instance takes in. Names come from the
 * network, so an implementation that remembers identities must let go of those that nobody uses.
 * Called on the thread of the instance; one that serves several threads must be safe for them.
 */
@FunctionalInterface
public interface Identities {
  /** An identity equal to this one: the one that others use already, if there is one. */
  Identity shared(Identity identity);

  /** Every instance keeps its own. */
  static Identities unshared() {
    return identity -> identity;
  }
}
