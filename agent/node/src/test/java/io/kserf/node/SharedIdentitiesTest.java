package io.kserf.node;

import static io.kserf.node.Members.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kserf.swim.Address;
import io.kserf.swim.Identity;
import java.lang.ref.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SharedIdentitiesTest {
  @RegisterExtension final Members members = new Members("127.71.11");

  private final SharedIdentities identities = new SharedIdentities();

  private static Identity identity(int number) {
    return new Identity(
        "made-up-" + number, Address.ipv4(10, 0, 0, 1, 7946), new byte[0], new byte[6]);
  }

  @Test
  void whatIsEqualIsOneObject() {
    Identity first = identities.shared(identity(1));

    assertThat(identities.shared(identity(1))).isSameAs(first);
    assertThat(identities.shared(identity(2))).isNotSameAs(first);
    Reference.reachabilityFence(first);
  }

  @Test
  void whoNobodyUsesIsLetGoOf() {
    Identity used = identities.shared(identity(0));
    for (int i = 1; i <= 1_000; i++) {
      identities.shared(identity(i));
    }

    await()
        .atMost(SOON)
        .until(
            () -> {
              System.gc();
              return identities.size() == 1;
            });
    assertThat(identities.shared(identity(0))).isSameAs(used);
  }

  @Test
  void membersOfOneProcessHaveTheTagsOfOthersInCommon() {
    Serf one = members.start("one", config -> config.identities(identities));
    Serf other = members.start("other", config -> config.identities(identities));
    Members.join(other, one);

    await().atMost(SOON).until(() -> one.members().size() == 2);
    assertThat(one.members().getFirst().tags()).isSameAs(tagsOf("one", other));
  }

  private static Object tagsOf(String name, Serf observer) {
    return observer.members().stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow()
        .tags();
  }
}
