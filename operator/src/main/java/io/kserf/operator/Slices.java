package io.kserf.operator;

import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.SerfMemberSlice;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Spreads members over slices. A member stays in the slice that it is in, so that one that changes
 * rewrites one slice.
 */
final class Slices {
  private Slices() {}

  /**
   * The slices as they should be, by index; a slice that should go is empty.
   *
   * @param before the slices as they are
   */
  static SortedMap<Integer, List<Member>> spread(
      Map<Integer, ? extends Collection<Member>> before, Collection<Member> members) {
    var left = new TreeMap<String, Member>();
    members.forEach(member -> left.put(member.name(), member));
    var slices = new TreeMap<Integer, List<Member>>();
    new TreeMap<>(before)
        .forEach(
            (index, slice) -> {
              var kept = new ArrayList<Member>();
              for (var member : slice) {
                if (kept.size() < SerfMemberSlice.CAPACITY && left.containsKey(member.name())) {
                  kept.add(left.remove(member.name()));
                }
              }
              slices.put(index, kept);
            });
    for (int index = 0; !left.isEmpty(); index++) {
      var slice = slices.computeIfAbsent(index, empty -> new ArrayList<>());
      while (slice.size() < SerfMemberSlice.CAPACITY && !left.isEmpty()) {
        slice.add(left.pollFirstEntry().getValue());
      }
    }
    slices.values().forEach(slice -> slice.sort(Comparator.comparing(Member::name)));
    return slices;
  }
}
