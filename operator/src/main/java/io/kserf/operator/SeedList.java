package io.kserf.operator;

import io.kserf.api.v1alpha1.SerfClusterSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What agents join when they start: the first nodes by name, and the external seeds. */
final class SeedList {
  private SeedList() {}

  static List<String> of(SerfClusterSpec spec, List<PoolNode> nodes) {
    var own =
        nodes.stream()
            .map(PoolNode::address)
            .flatMap(Optional::stream)
            .limit(spec.seeds().count())
            .map(ip -> Endpoint.of(ip, spec.ports().gossip()));
    return Stream.concat(own, spec.seeds().external().stream()).distinct().toList();
  }
}
