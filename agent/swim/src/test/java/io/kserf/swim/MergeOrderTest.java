package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.swim.wire.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Gossip brings rumours in any order and more than once. Members that have heard the same rumours
 * until nothing changes any more must believe the same.
 */
class MergeOrderTest {
  /** A rumour about one of three members. */
  record Rumour(int member, long incarnation, MemberState claim) {
    Message message() {
      return switch (claim) {
        case ALIVE -> Instance.alive(member, incarnation);
        case SUSPECT -> Instance.suspect(member, incarnation, "m99");
        case DEAD -> Instance.dead(member, incarnation);
        case LEFT -> Instance.left(member, incarnation);
      };
    }
  }

  @Provide
  Arbitrary<List<Rumour>> rumours() {
    return Combinators.combine(
            Arbitraries.integers().between(2, 4),
            Arbitraries.longs().between(1, 4),
            Arbitraries.of(MemberState.class))
        .as(Rumour::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  @Property(tries = 300)
  void mergingInAnyOrderGivesTheSameView(
      @ForAll("rumours") List<Rumour> rumours, @ForAll long seed) {
    List<Rumour> known = withTheirOrigins(rumours);
    var shuffled = new ArrayList<>(known);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(viewAfter(shuffled)).isEqualTo(viewAfter(known));
  }

  /** At one incarnation not even repetition is needed: the worst news wins, whenever it comes. */
  @Property(tries = 100)
  void rumoursOfOneIncarnationGiveTheSameViewAtTheFirstTime(@ForAll long seed) {
    var rumours = new ArrayList<Rumour>();
    for (MemberState claim : List.of(MemberState.ALIVE, MemberState.SUSPECT, MemberState.DEAD)) {
      rumours.add(new Rumour(2, 1, claim));
    }
    Collections.shuffle(rumours, new Random(seed));
    var self = Instance.started();
    self.meet(2);
    rumours.forEach(rumour -> self.hear(rumour.message()));

    assertThat(self.stateOf("m2")).isEqualTo("dead@1");
  }

  /** Who speaks of an incarnation has met it: its own announcement is under way, too. */
  private static List<Rumour> withTheirOrigins(List<Rumour> rumours) {
    var origins = new ArrayList<Rumour>();
    for (Rumour rumour : rumours) {
      origins.add(new Rumour(rumour.member, rumour.incarnation, MemberState.ALIVE));
    }
    origins.addAll(rumours);
    return origins;
  }

  private static String viewAfter(List<Rumour> rumours) {
    var self = Instance.started();
    var views = new TreeSet<String>();
    String view;
    do {
      view = view(self);
      assertThat(views.add(view)).as("no view comes back once it was left").isTrue();
      rumours.forEach(rumour -> self.hear(rumour.message()));
    } while (!view(self).equals(view));
    assertThat(self.telemetry.count(Complaints.INTERNAL_ERROR)).isZero();
    return view;
  }

  /** Of a failure and a leave at one incarnation the first one stands, so they count as one. */
  private static String view(Instance self) {
    var view = new TreeMap<String, String>();
    for (Member member : self.swim.members()) {
      String state = member.state().isGone() ? "gone" : member.state().name();
      view.put(member.name(), state + "@" + member.incarnation());
    }
    return view.toString();
  }
}
