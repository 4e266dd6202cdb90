package io.kserf.serf;

import static io.kserf.serf.MemberStatus.ALIVE;
import static io.kserf.serf.MemberStatus.FAILED;
import static io.kserf.serf.MemberStatus.LEFT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.kserf.serf.SerfEvent.Members.Kind;
import java.util.ArrayList;
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

  private static MemberRecord record(String name, MemberStatus status, long time) {
    return new MemberRecord(Layer.identity(name, new byte[0]), status, time, -time);
  }

  private List<String> names() {
    return table.all().stream().map(MemberRecord::name).toList();
  }

  @Test
  void aMemberComesOutAsItWentIn() {
    MemberRecord web = record("web", FAILED, Long.MAX_VALUE);
    table.add(web);

    assertThat(table.find("web")).isEqualTo(web);
    assertThat(table.find("db")).isNull();
  }

  @Test
  void aNameIsAddedOnceAndUpdatedOnlyIfItIsThere() {
    table.add(record("web", ALIVE, 1));

    assertThatIllegalStateException().isThrownBy(() -> table.add(record("web", ALIVE, 2)));
    assertThatIllegalStateException().isThrownBy(() -> table.update(record("db", ALIVE, 2)));
  }

  @Test
  void membersStayInTheOrderInWhichTheyWereFirstSeen() {
    for (int i = 0; i < 200; i++) {
      table.add(record("m" + i, ALIVE, 1));
    }
    for (int i = 0; i < 200; i++) {
      if (i % 50 != 0) {
        table.remove("m" + i);
      }
    }
    table.update(record("m100", FAILED, 2));
    table.add(record("m7", ALIVE, 1));

    assertThat(names()).containsExactly("m0", "m50", "m100", "m150", "m7");
  }

  @Test
  void whatWasToldOfAMemberIsForgottenWithIt() {
    table.add(record("web", ALIVE, 1));
    table.told("web", Kind.UPDATE);
    assertThat(table.lastTold("web")).isEqualTo(Kind.UPDATE);

    table.remove("web");
    assertThat(table.lastTold("web")).isNull();

    table.add(record("web", ALIVE, 1));
    assertThat(table.lastTold("web")).isNull();
  }

  @Test
  void whoIsRecordedIsForgottenWithTheMember() {
    table.add(record("web", ALIVE, 1));
    table.add(record("db", ALIVE, 1));
    assertThat(table.markRecorded("web", true)).isTrue();
    assertThat(table.markRecorded("db", true)).isTrue();
    assertThat(table.markRecorded("nobody", true)).isFalse();

    table.remove("web");
    table.add(record("web", ALIVE, 1));

    assertThat(table.recordedCount()).isEqualTo(1);
    List<String> recorded = new ArrayList<>();
    table.forEachRecorded(identity -> recorded.add(identity.name()));
    assertThat(recorded).containsExactly("db");

    table.markNobodyRecorded();
    assertThat(table.recordedCount()).isZero();
  }

  /** Against a plain map, through growth, updates and removal. */
  @Property(tries = 100)
  void theTableIsAMapThatKeepsItsOrder(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int steps) {
    var tested = new MemberTable();
    var dice = new Random(seed);
    Map<String, MemberRecord> expected = new LinkedHashMap<>();
    for (int i = 0; i < steps; i++) {
      String name = "m" + dice.nextInt(120);
      MemberRecord record = record(name, MemberStatus.values()[1 + dice.nextInt(4)], i);
      if (dice.nextInt(3) == 0) {
        tested.remove(name);
        expected.remove(name);
      } else if (expected.put(name, record) == null) {
        tested.add(record);
        tested.coordinate(name, new double[] {i});
        tested.told(name, Kind.JOIN);
      } else {
        tested.update(record);
      }
    }
    assertThat(tested.all()).containsExactlyElementsOf(expected.values());
    assertThat(tested.size()).isEqualTo(expected.size());
    expected.forEach(
        (name, record) -> {
          assertThat(tested.find(name)).isEqualTo(record);
          assertThat(tested.lastTold(name)).isEqualTo(Kind.JOIN);
          assertThat(tested.coordinate(name)).hasSize(1);
        });
    for (MemberStatus status : List.of(ALIVE, LEFT, FAILED)) {
      List<MemberRecord> having =
          expected.values().stream().filter(record -> record.status() == status).toList();
      assertThat(tested.withStatus(status)).isEqualTo(having);
      assertThat(tested.count(status)).isEqualTo(having.size());
    }
  }
}
