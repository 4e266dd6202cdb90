package io.kserf.operator.view;

import io.kserf.api.v1alpha1.MemberStatus;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The vote of several agents on one member.
 *
 * <p>News is ordered from good to bad: alive, leaving, left, failed, unknown. The result is the
 * worst news that a strict majority confirms, as it or as something worse. So one agent alone never
 * declares a member failed against another's word, and where the agents are divided in halves the
 * worse news loses: acting on a false failure costs more than hearing of a true one a moment later.
 */
final class Ballot {
  /** The order of {@link MemberStatus}, and after it the word of an agent that knows nothing. */
  private static final Comparator<Optional<Sighting>> FROM_GOOD_TO_BAD =
      Comparator.comparing(
          vote -> vote.map(Sighting::status).orElse(null),
          Comparator.nullsLast(Comparator.naturalOrder()));

  private Ballot() {}

  /**
   * The member as a majority sees it.
   *
   * @param votes one for each agent, empty from an agent that does not know the member; in the
   *     order of the agents' names, because of those that voted for the result the first one's
   *     account of address and tags is taken
   * @return empty if a majority does not know the member
   */
  static Optional<Sighting> decide(List<Optional<Sighting>> votes) {
    // The lower median of the sorted votes is just that: more than half of them are at it or after
    // it, and not more than half are after it. The sort keeps the order of the agents.
    var sorted = votes.stream().sorted(FROM_GOOD_TO_BAD).toList();
    var median = sorted.get((sorted.size() - 1) / 2);
    return sorted.stream()
        .filter(vote -> FROM_GOOD_TO_BAD.compare(vote, median) == 0)
        .findFirst()
        .orElseThrow();
  }

  /** Whether all agents say the same of the member's status. */
  static boolean isUnanimous(List<Optional<Sighting>> votes) {
    return votes.stream().map(vote -> vote.map(Sighting::status)).distinct().count() <= 1;
  }
}
