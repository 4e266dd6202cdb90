package io.kserf.operator;

import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.javaoperatorsdk.operator.api.config.informer.InformerEventSourceConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.processing.event.source.informer.InformerEventSource;
import io.javaoperatorsdk.operator.processing.event.source.informer.Mappers;
import io.kserf.api.v1alpha1.Member;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.api.v1alpha1.SerfMemberSlice;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The full list of members in SerfMemberSlices: what the operator knew before it was restarted. */
final class MemberArchive {
  InformerEventSource<SerfMemberSlice, SerfCluster> source(
      EventSourceContext<SerfCluster> context) {
    return new InformerEventSource<>(
        InformerEventSourceConfiguration.from(SerfMemberSlice.class, SerfCluster.class)
            .withName("slices")
            .withLabelSelector(Names.OWNED)
            .withSecondaryToPrimaryMapper(Mappers.fromOwnerReferences(SerfCluster.class, false))
            .build(),
        context);
  }

  /** The members as they were last written. */
  List<Member> read(Context<SerfCluster> context) {
    return slices(context).values().stream().flatMap(slice -> slice.getMembers().stream()).toList();
  }

  /** Writes what differs, and nothing else. */
  void write(SerfCluster cluster, Collection<Member> members, Context<SerfCluster> context) {
    var written = slices(context);
    var before = new TreeMap<Integer, List<Member>>();
    written.forEach((index, slice) -> before.put(index, slice.getMembers()));
    Slices.spread(before, members)
        .forEach(
            (index, slice) -> {
              var last = Optional.ofNullable(written.get(index));
              if (slice.isEmpty()) {
                last.ifPresent(gone -> context.getClient().resource(gone).delete());
              } else if (last.map(SerfMemberSlice::getMembers).filter(slice::equals).isEmpty()) {
                context
                    .resourceOperations()
                    .serverSideApply(
                        of(cluster, index, slice), Watches.of(SerfMemberSlice.class, context));
              }
            });
  }

  private static Map<Integer, SerfMemberSlice> slices(Context<SerfCluster> context) {
    var slices = new TreeMap<Integer, SerfMemberSlice>();
    context
        .getSecondaryResourcesAsStream(SerfMemberSlice.class)
        .forEach(slice -> index(slice).ifPresent(index -> slices.put(index, slice)));
    return slices;
  }

  private static Optional<Integer> index(SerfMemberSlice slice) {
    var name = slice.getMetadata().getName();
    var digits = name.substring(name.lastIndexOf('-') + 1);
    return digits.matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }

  private static SerfMemberSlice of(SerfCluster cluster, int index, List<Member> members) {
    var slice = new SerfMemberSlice();
    slice.setMetadata(Names.meta(cluster, Names.slice(cluster, index)));
    slice
        .getMetadata()
        .setOwnerReferences(
            List.of(
                new OwnerReferenceBuilder()
                    .withApiVersion(cluster.getApiVersion())
                    .withKind(cluster.getKind())
                    .withName(cluster.getMetadata().getName())
                    .withUid(cluster.getMetadata().getUid())
                    .withController(true)
                    .build()));
    slice.setMembers(members);
    return slice;
  }
}
