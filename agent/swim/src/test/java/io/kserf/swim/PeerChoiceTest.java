package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PeerChoiceTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 9, 10, 500})
  void noMemberIsChosenTwiceAndNoneThatIsNotEligible(int members) {
    MemberTable table = tableOf(members);
    for (int seed = 0; seed < 50; seed++) {
      var chosen =
          PeerChoice.choose(
              table, 3, new Random(seed), position -> !table.nameAt(position).equals("m0"));
      assertThat(chosen).hasSizeLessThanOrEqualTo(3).doesNotHaveDuplicates();
      assertThat(chosen).noneMatch(member -> member.name().equals("m0"));
    }
  }

  @Test
  void aSmallPoolIsSearchedWhole() {
    MemberTable table = tableOf(9);
    assertThat(
            PeerChoice.choose(
                table, 3, new Random(1), position -> table.nameAt(position).equals("m7")))
        .singleElement()
        .returns("m7", Member::name);
  }

  @Test
  void everyMemberIsChosenAtSomeTime() {
    MemberTable table = tableOf(100);
    var random = new Random(1);
    var seen = new HashSet<String>();
    for (int i = 0; i < 500; i++) {
      PeerChoice.choose(table, 3, random, position -> true).forEach(m -> seen.add(m.name()));
    }
    assertThat(seen).hasSize(100);
  }

  @Test
  void nobodyIsChosenFromAnEmptyPool() {
    assertThat(PeerChoice.choose(new MemberTable(), 3, new Random(1), position -> true)).isEmpty();
  }

  static Member member(int number) {
    return new Member(
        new Identity(
            "m" + number, Instance.address(number % 256), Instance.META, Instance.VERSIONS),
        1,
        MemberState.ALIVE,
        0);
  }

  static MemberTable tableOf(int members) {
    var table = new MemberTable();
    for (int i = 0; i < members; i++) {
      table.insert(member(i), new Random(i));
    }
    return table;
  }
}
