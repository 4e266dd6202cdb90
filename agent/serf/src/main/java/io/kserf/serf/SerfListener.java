package io.kserf.serf;

/** What the shell hears from the instance, on the instance's thread. */
public interface SerfListener {
  /** An event for the application, coalesced as configured. */
  void onEvent(SerfEvent event);

  /** An event as it happens, before coalescing: for status that must not lag. */
  default void onRawEvent(SerfEvent event) {}

  /**
   * {@link SerfInstance#members()} is other than before. Serf has an event for most of these
   * changes and none for others, such as that a member begins to leave, or takes that back.
   */
  default void onMembersChanged() {}

  /**
   * The keyring changed: the shell writes its file. A failure is thrown as a {@link SerfException}.
   */
  default void onKeyringChanged() {}

  /** This member lost the vote over its name and must shut down. */
  default void onNameConflictLost(String reason) {}
}
