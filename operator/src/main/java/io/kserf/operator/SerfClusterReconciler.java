package io.kserf.operator;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.api.v1alpha1.SerfClusterStatus;
import io.kserf.operator.agents.AgentPool;
import io.kserf.operator.agents.AgentPools;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a SerfCluster's agents running, in one pool, and tells in its status what they see. It is
 * called when the resource or something it owns has changed, when a node has, whenever what the
 * agents say has, and now and then.
 */
@Singleton
@ControllerConfiguration(name = "serfcluster", fieldManager = Names.MANAGER)
public final class SerfClusterReconciler implements Reconciler<SerfCluster> {
  private static final Logger LOG = LoggerFactory.getLogger(SerfClusterReconciler.class);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(2);

  private final OperatorSettings settings;
  private final AgentPools pools;
  private final Clock clock;
  private final CredentialKeeper keeper = new CredentialKeeper(new SecureRandom());
  private final OwnedObjects owned = new OwnedObjects();
  private final MemberArchive archive = new MemberArchive();
  private final Herald herald;

  public SerfClusterReconciler(OperatorSettings settings, AgentPools pools, Clock clock) {
    this.settings = settings;
    this.pools = pools;
    this.clock = clock;
    this.herald = new Herald(settings.instance());
  }

  @Override
  public UpdateControl<SerfCluster> reconcile(SerfCluster cluster, Context<SerfCluster> context) {
    var pool = pools.of(cluster);
    var observed = observe(cluster, pool, context);
    var plan = Plan.from(observed);
    if (!cluster.getSpec().suspend()) {
      apply(observed, plan, pool, context);
    }
    var roster =
        Roster.next(observed.known(), observed.view(), observed.nodeNames(), observed.now());
    archive.write(cluster, roster.members(), context);
    herald.tell(cluster, roster.news(), context.getClient());
    return publish(cluster, Status.of(observed, plan, roster));
  }

  private Observation observe(SerfCluster cluster, AgentPool pool, Context<SerfCluster> context) {
    var credentials = keeper.of(cluster, pool, context);
    var allNodes = Watches.nodes(context);
    var members = PoolNode.select(cluster.getSpec().nodes(), allNodes);
    var pods = AgentPod.of(context.getSecondaryResources(Pod.class));
    pool.are(pods.stream().flatMap(pod -> pod.agent().stream()).toList(), credentials.token());
    return new Observation(
        cluster,
        Instant.now(clock).truncatedTo(ChronoUnit.SECONDS),
        pool.opened(),
        members,
        pods,
        Rollout.of(context.getSecondaryResource(DaemonSet.class)),
        pool.reports(),
        pool.problems(),
        credentials,
        PortClash.of(cluster, context.getPrimaryCache().list(), allNodes),
        SeedList.of(cluster.getSpec(), members),
        archive.read(context));
  }

  private void apply(
      Observation observed, Plan plan, AgentPool pool, Context<SerfCluster> context) {
    if (observed.credentials().problem().isEmpty()) {
      owned.apply(
          new Blueprint(
              observed.cluster(), settings.agentImage(), observed.credentials(), observed.seeds()),
          context);
    }
    pool.carryOut(plan.directives());
  }

  /** Writes the status if it says something new. */
  private UpdateControl<SerfCluster> publish(SerfCluster cluster, SerfClusterStatus status) {
    var next =
        status.equals(cluster.getStatus())
            ? UpdateControl.<SerfCluster>noUpdate()
            : UpdateControl.patchStatus(statusOf(cluster, status));
    return next.rescheduleAfter(settings.resync());
  }

  private static SerfCluster statusOf(SerfCluster cluster, SerfClusterStatus status) {
    var patch = new SerfCluster();
    patch.getMetadata().setName(cluster.getMetadata().getName());
    patch.getMetadata().setNamespace(cluster.getMetadata().getNamespace());
    patch.setSpec(null);
    patch.setStatus(status);
    return patch;
  }

  @Override
  public ErrorStatusUpdateControl<SerfCluster> updateErrorStatus(
      SerfCluster cluster, Context<SerfCluster> context, Exception failure) {
    LOG.warn(
        "SerfCluster {}: {}; trying again in {} s",
        Names.pathOf(cluster),
        Outage.of(failure),
        AFTER_ERROR.toSeconds());
    LOG.debug("SerfCluster {}", Names.pathOf(cluster), failure);
    return ErrorStatusUpdateControl.<SerfCluster>noStatusUpdate().rescheduleAfter(AFTER_ERROR);
  }

  @Override
  public List<EventSource<?, SerfCluster>> prepareEventSources(
      EventSourceContext<SerfCluster> context) {
    var sources = new ArrayList<EventSource<?, SerfCluster>>();
    sources.addAll(owned.eventSources(context));
    sources.addAll(
        List.of(
            Watches.nodeSource(context),
            Watches.podSource(context),
            archive.source(context),
            pools));
    return sources;
  }
}
