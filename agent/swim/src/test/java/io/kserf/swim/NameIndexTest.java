package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class NameIndexTest {
  private final List<String> names = new ArrayList<>();
  private final NameIndex index = new NameIndex(names::get);

  private int add(String name) {
    names.add(name);
    index.ensureRoomFor(names.size());
    index.put(names.size() - 1);
    return names.size() - 1;
  }

  @Test
  void anUnknownNameHasNoPosition() {
    add("a");
    assertThat(index.find("b")).isNegative();
  }

  @Test
  void namesOfTheSameHashAreFoundWhoeverOfThemIsRemoved() {
    assertThat("Aa").hasSameHashCodeAs("BB");
    int first = add("Aa");
    int second = add("BB");

    index.remove(first);

    assertThat(index.find("Aa")).isNegative();
    assertThat(index.find("BB")).isEqualTo(second);
  }

  @Test
  void namesThatHaveChangedPlacesAreFoundThere() {
    add("a");
    add("b");
    names.set(0, "b");
    names.set(1, "a");

    index.exchange(0, 1);

    assertThat(index.find("a")).isEqualTo(1);
    assertThat(index.find("b")).isZero();
  }

  private Map<String, Integer> rebuild(Set<String> kept) {
    names.clear();
    names.addAll(kept);
    index.rebuild(names.size());
    Map<String, Integer> positions = new HashMap<>();
    names.forEach(name -> positions.put(name, positions.size()));
    return positions;
  }

  /** Against a plain map, through growth, removal and rebuilding. */
  @Property(tries = 200)
  void theIndexIsAMap(@ForAll long seed, @ForAll @IntRange(min = 1, max = 600) int steps) {
    var test = new NameIndexTest();
    var dice = new Random(seed);
    Map<String, Integer> expected = new HashMap<>();
    for (int i = 0; i < steps; i++) {
      String name = "m" + dice.nextInt(150);
      Integer position = expected.remove(name);
      if (position == null) {
        expected.put(name, test.add(name));
      } else {
        test.index.remove(position);
      }
      if (dice.nextInt(100) == 0) {
        expected = test.rebuild(expected.keySet());
      }
    }
    for (int i = 0; i < 150; i++) {
      assertThat(test.index.find("m" + i)).isEqualTo(expected.getOrDefault("m" + i, -1));
    }
  }
}
