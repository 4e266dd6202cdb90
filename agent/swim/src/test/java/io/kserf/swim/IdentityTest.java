package io.kserf.swim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityTest {
  private static final Address ADDRESS = Address.ipv4(10, 0, 0, 1, 7946);

  private final Identity identity = identity("web", ADDRESS, 1, 5);

  private static Identity identity(String name, Address address, int meta, int version) {
    return new Identity(name, address, new byte[] {(byte) meta}, new byte[] {1, (byte) version});
  }

  @Test
  void identitiesAreEqualWhenAllThatTheMemberSaysIs() {
    assertThat(identity)
        .isEqualTo(identity("web", ADDRESS, 1, 5))
        .hasSameHashCodeAs(identity("web", ADDRESS, 1, 5))
        .isNotEqualTo(identity("db", ADDRESS, 1, 5))
        .isNotEqualTo(identity("web", ADDRESS.withPort(1), 1, 5))
        .isNotEqualTo(identity("web", ADDRESS, 2, 5))
        .isNotEqualTo(identity("web", ADDRESS, 1, 4));
  }

  @Test
  void aViewIsMadeOnce() {
    List<Identity> asked = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String view =
          identity.view(
              String.class,
              from -> {
                asked.add(from);
                return "read";
              });
      assertThat(view).isEqualTo("read");
    }

    assertThat(asked).containsExactly(identity);
  }

  @Test
  void aViewOfAnotherTypeIsMadeAnew() {
    identity.view(String.class, Identity::name);

    assertThat(identity.view(Integer.class, from -> 7)).isEqualTo(7);
  }
}
