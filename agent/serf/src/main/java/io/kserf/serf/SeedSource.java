package io.kserf.serf;

import io.kserf.swim.JoinTarget;
import java.util.List;
import java.util.function.Consumer;

/**
 * The addresses through which a member finds its pool. Implemented by the shell: it may have to ask
 * a name service, whose answer may be another one each time.
 */
@FunctionalInterface
public interface SeedSource {
  /**
   * Looks the addresses up anew, without blocking.
   *
   * @param found called exactly once, on the instance's thread, from within this call or later; an
   *     empty list means that nobody could tell
   */
  void lookUp(Consumer<List<JoinTarget>> found);
}
