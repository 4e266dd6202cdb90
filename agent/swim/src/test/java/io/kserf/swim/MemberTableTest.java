package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class MemberTableTest {
  private final MemberTable table = new MemberTable();
  private final Random random = new Random(1);

  @Test
  void aMemberComesOutAsItWentIn() {
    var member = member("a", MemberState.SUSPECT, 0xffff_ffffL);
    table.insert(member, random);
    assertThat(table.find("a")).isEqualTo(member);
    assertThat(table.members()).containsExactly(member);
  }

  @Test
  void anUnknownNameFindsNothing() {
    assertThat(table.find("a")).isNull();
    assertThatIllegalStateException().isThrownBy(() -> table.get("a"));
  }

  @Test
  void aNameIsNotInsertedTwice() {
    table.insert(member("a", MemberState.ALIVE, 1), random);
    assertThatIllegalStateException()
        .isThrownBy(() -> table.insert(member("a", MemberState.ALIVE, 2), random));
  }

  @Test
  void aFullTableTakesNobodyMore() {
    var small = new MemberTable(2, new MemberHosts(false));
    small.insert(member("a", MemberState.ALIVE, 1), random);
    assertThat(small.isFull()).isFalse();
    small.insert(member("b", MemberState.ALIVE, 1), random);
    assertThat(small.isFull()).isTrue();
    assertThatIllegalStateException()
        .isThrownBy(() -> small.insert(member("c", MemberState.ALIVE, 1), random));
  }

  @Test
  void onlyAKnownMemberIsUpdated() {
    assertThatIllegalStateException()
        .isThrownBy(() -> table.update(member("a", MemberState.ALIVE, 1)));
  }

  @Test
  void theCountOfEachStateFollowsEveryChange() {
    table.insert(member("a", MemberState.ALIVE, 1), random);
    table.insert(member("b", MemberState.ALIVE, 1), random);
    table.update(member("b", MemberState.SUSPECT, 1));
    assertThat(table.livingCount()).isEqualTo(2);
    table.update(member("b", MemberState.LEFT, 1));
    assertThat(table.livingCount()).isEqualTo(1);
    assertThat(table.count(MemberState.LEFT)).isEqualTo(1);
    table.reapAndShuffle(position -> table.stateAt(position) == MemberState.LEFT, random);
    assertThat(table.count(MemberState.LEFT)).isZero();
  }

  @Test
  void anyPlaceOfTheRingIsANewcomersPlace() {
    var places = new HashSet<Integer>();
    for (int seed = 0; seed < 200; seed++) {
      var ring = new MemberTable();
      var dice = new Random(seed);
      for (String name : List.of("a", "b", "c", "new")) {
        ring.insert(member(name, MemberState.ALIVE, 1), dice);
      }
      places.add(ring.members().stream().map(Member::name).toList().indexOf("new"));
    }
    assertThat(places).containsExactlyInAnyOrder(0, 1, 2, 3);
  }

  @Test
  void everyRoundHasANewOrder() {
    for (int i = 0; i < 20; i++) {
      table.insert(member("m" + i, MemberState.ALIVE, 1), random);
    }
    var before = table.members();
    table.reapAndShuffle(position -> false, random);
    assertThat(table.members()).containsExactlyInAnyOrderElementsOf(before).isNotEqualTo(before);
  }

  /** Against a plain map, through growth, updates and reaping. */
  @Property(tries = 100)
  void theTableIsAMap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int steps) {
    var ring = new MemberTable();
    var dice = new Random(seed);
    Map<String, Member> expected = new LinkedHashMap<>();
    for (int i = 0; i < steps; i++) {
      String name = "m" + dice.nextInt(100);
      var member = member(name, MemberState.values()[dice.nextInt(4)], i);
      if (expected.put(name, member) == null) {
        ring.insert(member, dice);
      } else {
        ring.update(member);
      }
      if (dice.nextInt(50) == 0) {
        ring.reapAndShuffle(position -> ring.stateAt(position) == MemberState.DEAD, dice);
        expected.values().removeIf(known -> known.state() == MemberState.DEAD);
      }
    }
    assertThat(ring.members()).containsExactlyInAnyOrderElementsOf(expected.values());
    expected.forEach((name, member) -> assertThat(ring.find(name)).isEqualTo(member));
    for (MemberState state : MemberState.values()) {
      assertThat(ring.count(state))
          .isEqualTo((int) expected.values().stream().filter(m -> m.state() == state).count());
    }
  }

  private static final byte[] META = {1};
  private static final byte[] VERSIONS = {1, 5, 2, 2, 5, 5};

  private static Member member(String name, MemberState state, long incarnation) {
    return new Member(
        new Identity(name, Address.ipv4(10, 0, 0, 1, 7946), META, VERSIONS),
        incarnation,
        state,
        17);
  }
}
