package io.kserf.operator;

import static io.kserf.api.v1alpha1.MemberStatus.ALIVE;
import static io.kserf.api.v1alpha1.MemberStatus.FAILED;
import static io.kserf.operator.Samples.member;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.SerfMemberSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlicesTest {
  @Test
  void membersFillSlicesOfAHundred() {
    var slices = Slices.spread(Map.of(), members(250));

    assertThat(slices.values()).extracting(List::size).containsExactly(100, 100, 50);
    assertThat(names(slices)).doesNotHaveDuplicates().hasSize(250);
  }

  @Test
  void aChangedMemberStaysInItsSlice() {
    var before = Slices.spread(Map.of(), members(150));
    var after = new ArrayList<>(members(150));
    after.set(120, member("m-120", FAILED));

    var slices = Slices.spread(before, after);

    assertThat(slices.get(0)).isEqualTo(before.get(0));
    assertThat(slices.get(1)).contains(member("m-120", FAILED)).hasSize(50);
  }

  @Test
  void aNewMemberGoesWhereThereIsRoomAndMovesNobody() {
    var before = Slices.spread(Map.of(), members(150));
    var fewer = members(150);
    var slices = Slices.spread(before, fewer.subList(1, 150));
    var after = new ArrayList<>(fewer.subList(1, 150));
    after.add(member("a-new", ALIVE));

    var refilled = Slices.spread(slices, after);

    assertThat(refilled.get(0)).contains(member("a-new", ALIVE)).hasSize(100);
    assertThat(refilled.get(1)).isEqualTo(before.get(1));
  }

  @Test
  void aSliceWithoutMembersIsToldAsEmptySoThatItIsDeleted() {
    var before = Slices.spread(Map.of(), members(150));

    var slices = Slices.spread(before, members(100));

    assertThat(slices.get(1)).isEmpty();
  }

  @Test
  void aSliceThatSomebodyOverfilledIsSpreadAgain() {
    var slices = Slices.spread(Map.of(0, members(130)), members(130));

    assertThat(slices.values())
        .allSatisfy(slice -> assertThat(slice).hasSizeLessThanOrEqualTo(SerfMemberSlice.CAPACITY));
    assertThat(names(slices)).hasSize(130);
  }

  private static List<Member> members(int count) {
    return IntStream.range(0, count).mapToObj(i -> member("m-%03d".formatted(i), ALIVE)).toList();
  }

  private static List<String> names(SortedMap<Integer, List<Member>> slices) {
    return slices.values().stream().flatMap(List::stream).map(Member::name).toList();
  }
}
