package io.kserf.playground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.kserf.playground.StandInOptions.StandInNode;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static final StandInNode NODE = new StandInNode("node-1", "127.0.10.1", "192.0.2.1");
  private static final Pod POD =
      new PodBuilder().withNewMetadata().withName("p").withNamespace("ns").endMetadata().build();

  @Test
  void fieldsOfThePodAndItsNodeBecomeVariables() {
    Container container =
        new ContainerBuilder()
            .addNewEnv()
            .withName("NODE")
            .withNewValueFrom()
            .withNewFieldRef("v1", "spec.nodeName")
            .endValueFrom()
            .endEnv()
            .addNewEnv()
            .withName("RPC")
            .withValue("$(NODE):7373")
            .endEnv()
            .build();

    assertThat(Environment.of(POD, container, NODE))
        .containsExactlyInAnyOrderEntriesOf(Map.of("NODE", "node-1", "RPC", "node-1:7373"));
  }

  @Test
  void aReferenceToAnUnknownVariableAndADoubledDollarStayReadable() {
    assertThat(Environment.expand("$(A) $(B) $$(A) $A", Map.of("A", "x$1")))
        .isEqualTo("x$1 $(B) $(A) $A");
  }

  @Test
  void aSourceThatIsNotKnownIsRefusedByName() {
    Container container =
        new ContainerBuilder()
            .addNewEnv()
            .withName("TOKEN")
            .withNewValueFrom()
            .withNewSecretKeyRef("token", "secret", false)
            .endValueFrom()
            .endEnv()
            .build();

    assertThatThrownBy(() -> Environment.of(POD, container, NODE))
        .isInstanceOf(UnsupportedPod.class)
        .hasMessageContaining("TOKEN");
  }
}
