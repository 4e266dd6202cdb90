package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerWalkTest {
  private final PeerWalk walk = new PeerWalk(new Random(1));

  @ParameterizedTest
  @ValueSource(ints = {3, 9, 60, 102, 999})
  void nobodyIsTakenASecondTimeBeforeEverybodyWasOnce(int members) {
    MemberTable table = tableOf(members);
    for (int lap = 0; lap < 20; lap++) {
      assertThat(take(table, members / 3)).doesNotHaveDuplicates().hasSize(members);
    }
  }

  @Test
  void lapsDiffer() {
    MemberTable table = tableOf(60);
    assertThat(take(table, 20)).isNotEqualTo(take(table, 20));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 7, 100})
  void whoIsTakenTogetherIsDistinct(int members) {
    MemberTable table = tableOf(members);
    for (int i = 0; i < 200; i++) {
      assertThat(walk.next(table, 3, position -> true))
          .hasSize(Math.min(3, members))
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void theOnlyOneThatIsEligibleIsAlwaysFound() {
    MemberTable table = tableOf(50);
    IntPredicate isM7 = position -> table.nameAt(position).equals("m7");
    for (int i = 0; i < 100; i++) {
      assertThat(walk.next(table, 3, isM7)).extracting(Member::name).containsExactly("m7");
    }
  }

  @Test
  void aTableThatGrowsIsWalkedOn() {
    MemberTable table = tableOf(1);
    for (int size = 2; size < 100; size++) {
      table.insert(PeerChoiceTest.member(size), new Random(size));
      assertThat(walk.next(table, 3, position -> true)).hasSize(Math.min(3, size));
    }
  }

  @Test
  void nobodyIsTakenFromAnEmptyPool() {
    assertThat(walk.next(new MemberTable(), 3, position -> true)).isEmpty();
  }

  private List<String> take(MemberTable table, int times) {
    var names = new ArrayList<String>();
    for (int i = 0; i < times; i++) {
      walk.next(table, 3, position -> true).forEach(member -> names.add(member.name()));
    }
    return names;
  }

  private static MemberTable tableOf(int members) {
    return PeerChoiceTest.tableOf(members);
  }
}
