package io.kserf.examples;

import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.SerfMember;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Chooses one of the members without a vote: the first by name among those that are alive and have
 * the role. All members see the same pool, so all choose the same one, and choose again within
 * seconds when it fails.
 *
 * <p>This is no consensus. While news spreads, and for as long as the network is split, two members
 * may think that they lead. It is good for work that does no harm when it is done twice (sending a
 * report, cleaning up, refreshing a cache), and not for work that must not be.
 */
public final class Leader {
  private final Serf serf;
  private final String role;

  public Leader(Serf serf, String role) {
    this.serf = serf;
    this.role = role;
  }

  /** The leader's name; empty if nobody has the role. */
  public Optional<String> current() {
    return among(serf.members());
  }

  private Optional<String> among(List<SerfMember> members) {
    return members.stream()
        .filter(member -> member.isAlive() && member.tag("role").equals(role))
        .map(SerfMember::name)
        .sorted()
        .findFirst();
  }

  /** Whether it is this member. To be asked before each piece of work, not once at the start. */
  public boolean isHere() {
    return current().equals(Optional.of(serf.localMember().name()));
  }

  /** Calls {@code listener} with each new leader, the present one included. It may block. */
  public void onChange(Consumer<String> listener) {
    var announced = new AtomicReference<>(Optional.<String>empty());
    serf.watchMembers()
        .subscribe(
            pool -> {
              Optional<String> now = among(pool.members());
              if (!now.equals(announced.getAndSet(now))) {
                now.ifPresent(listener);
              }
            });
  }

  /** {@code NAME BIND SEED}: prints who leads, whenever that changes. */
  public static void main(String[] args) {
    SerfConfig config = SerfConfig.lan().name(args[0]).bind(args[1]).tag("role", "reporter");
    try (Serf serf = Serf.create(config)) {
      new Leader(serf, "reporter").onChange(name -> System.out.println(name + " leads"));
      serf.join(List.of(args[2]));
      serf.awaitStop();
    }
  }
}
