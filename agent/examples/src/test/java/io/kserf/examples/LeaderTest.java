package io.kserf.examples;

import static io.kserf.examples.Pool.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.kserf.node.Serf;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeaderTest {
  @RegisterExtension final Pool pool = new Pool("127.83.4");

  private Serf reporter(String name) {
    return pool.start(name, config -> config.tag("role", "reporter"));
  }

  @Test
  void theFirstByNameLeadsForEverybodyAndTheNextOneWhenItFails() {
    Serf b = reporter("b");
    Serf a = reporter("a");
    Serf c = reporter("c");
    pool.start("0", config -> config.tag("role", "other"));
    List<Leader> views = List.of(leader(a), leader(b), leader(c));
    var announced = new CopyOnWriteArrayList<String>();

    soon(() -> assertThat(views).allMatch(view -> view.current().orElse("").equals("a")));
    views.get(2).onChange(announced::add);
    assertThat(views.stream().map(Leader::isHere)).containsExactly(true, false, false);

    a.close();

    soon(() -> assertThat(announced).containsExactly("a", "b"));
    soon(() -> assertThat(views.get(1).isHere()).isTrue());
  }

  @Test
  void nobodyLeadsWhereNobodyHasTheRole() {
    Leader leader = leader(pool.start("a"));

    assertThat(leader.current()).isEmpty();
    assertThat(leader.isHere()).isFalse();
  }

  private static Leader leader(Serf serf) {
    return new Leader(serf, "reporter");
  }
}
