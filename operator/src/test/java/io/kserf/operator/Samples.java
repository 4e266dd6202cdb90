package io.kserf.operator;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.kserf.api.v1alpha1.Encryption;
import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.api.v1alpha1.Seeds;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.api.v1alpha1.SerfClusterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Values for tests. */
final class Samples {
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
  static final String KEY = "AAAAAAAAAAAAAAAAAAAAAA==";

  private Samples() {}

  static SerfCluster cluster(SerfClusterSpec spec) {
    var cluster = new SerfCluster();
    cluster.getMetadata().setName("fleet");
    cluster.getMetadata().setNamespace("here");
    cluster.getMetadata().setUid("uid-1");
    cluster.getMetadata().setGeneration(3L);
    cluster.getMetadata().setCreationTimestamp("2026-01-01T10:00:00Z");
    cluster.setSpec(spec);
    return cluster;
  }

  static SerfCluster cluster() {
    return cluster(SerfClusterSpec.defaults());
  }

  static SerfClusterSpec spec(
      Map<String, String> tags, List<String> nodeLabelsAsTags, Seeds seeds, Encryption encryption) {
    var defaults = SerfClusterSpec.defaults();
    return new SerfClusterSpec(
        defaults.profile(),
        defaults.ports(),
        defaults.nodes(),
        tags,
        nodeLabelsAsTags,
        encryption,
        seeds,
        defaults.agent(),
        false);
  }

  static SerfClusterSpec tagged(Map<String, String> tags, String... nodeLabelsAsTags) {
    return spec(tags, List.of(nodeLabelsAsTags), Seeds.DEFAULT, Encryption.MANAGED);
  }

  static SerfClusterSpec seeded(String... external) {
    return spec(Map.of(), List.of(), new Seeds(List.of(external), 5), Encryption.MANAGED);
  }

  static Node node(String name, String address, UnaryOperator<NodeBuilder> change) {
    return change
        .apply(
            new NodeBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(Map.of("kubernetes.io/os", "linux"))
                .endMetadata()
                .withNewSpec()
                .endSpec()
                .withNewStatus()
                .addNewAddress(address, "InternalIP")
                .endStatus())
        .build();
  }

  static Node node(String name, String address) {
    return node(name, address, node -> node);
  }

  static Member member(String name, MemberStatus status) {
    return member(name, status, NOON.minusSeconds(3600), null);
  }

  static Member member(
      String name, MemberStatus status, Instant since, @Nullable Boolean external) {
    return new Member(
        name, name + ":7946", status, since, NOON.minusSeconds(7200), external, Map.of());
  }

  static Credentials credentials() {
    return new Credentials("token", Optional.of(new Keyring(List.of(KEY))), Optional.empty());
  }
}
