package io.kserf.operator.agents;

import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import io.kserf.api.v1alpha1.SerfCluster;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agents of every SerfCluster, as a source of events: whenever what they say has changed, the
 * cluster is reconciled. Changes within a tenth of a second are one event, since what one agent saw
 * the others see a moment later.
 */
public final class AgentPools extends AbstractEventSource<AgentPool, SerfCluster>
    implements ResourceEventAware<SerfCluster> {
  private static final Logger LOG = LoggerFactory.getLogger(AgentPools.class);
  private static final Duration DEBOUNCE = Duration.ofMillis(100);

  private final Timings timings;
  private final Map<ResourceID, AgentPool> pools = new ConcurrentHashMap<>();
  private final Set<ResourceID> due = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("agent-news").daemon().factory());

  public AgentPools(Timings timings) {
    super(AgentPool.class, "agent-news");
    this.timings = timings;
  }

  /** The agents of a cluster, from now on watched. */
  public AgentPool of(SerfCluster cluster) {
    return pools.computeIfAbsent(
        ResourceID.fromResource(cluster), id -> new AgentPool(timings, () -> changed(id)));
  }

  /** The agents of a cluster if it is known. */
  public Optional<AgentPool> find(String namespace, String name) {
    return Optional.ofNullable(pools.get(new ResourceID(name, namespace)));
  }

  @Override
  public void onResourceDeleted(SerfCluster cluster) {
    var pool = pools.remove(ResourceID.fromResource(cluster));
    if (pool != null) {
      pool.close();
    }
  }

  @Override
  public void stop() {
    super.stop();
    pools.values().forEach(AgentPool::close);
    pools.clear();
    clock.shutdownNow();
  }

  @Override
  public Set<AgentPool> getSecondaryResources(SerfCluster cluster) {
    return Optional.ofNullable(pools.get(ResourceID.fromResource(cluster)))
        .map(Set::of)
        .orElse(Set.of());
  }

  private void changed(ResourceID id) {
    if (isRunning() && due.add(id)) {
      var _ = clock.schedule(() -> tell(id), DEBOUNCE.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void tell(ResourceID id) {
    due.remove(id);
    try {
      getEventHandler().handleEvent(new Event(id));
    } catch (RuntimeException e) {
      // The next look at the cluster makes up for it.
      LOG.warn("SerfCluster {}: news of its agents was lost", id, e);
    }
  }
}
