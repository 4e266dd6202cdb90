package io.kserf.operator;

import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.ErrorStatusUpdateControl;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.api.v1alpha1.SerfEvent;
import io.kserf.api.v1alpha1.SerfEventSpec;
import io.kserf.api.v1alpha1.SerfEventStatus;
import io.kserf.operator.agents.AgentPool;
import io.kserf.operator.agents.AgentPools;
import io.kserf.operator.agents.AgentReport;
import io.kserf.operator.agents.NoAgentAnswers;
import io.kserf.rpc.RpcException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Broadcasts each SerfEvent once. That it is about to be sent is written down before it is, so that
 * after a crash the next operator knows that it may have been, and counts the repeat.
 */
@Singleton
@ControllerConfiguration(name = "serfevent", fieldManager = Names.MANAGER)
public final class SerfEventReconciler implements Reconciler<SerfEvent> {
  private static final Logger LOG = LoggerFactory.getLogger(SerfEventReconciler.class);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration AFTER_ERROR = Duration.ofSeconds(2);

  private final AgentPools pools;
  private final Clock clock;

  /**
   * By uid, what became of events where it could not be written yet: an API server that is away
   * must not make the operator send twice.
   */
  private final Map<String, SerfEventStatus> unwritten = new ConcurrentHashMap<>();

  public SerfEventReconciler(AgentPools pools, Clock clock) {
    this.pools = pools;
    this.clock = clock;
  }

  @Override
  public UpdateControl<SerfEvent> reconcile(SerfEvent event, Context<SerfEvent> context) {
    var uid = event.getMetadata().getUid();
    var delivery = Delivery.of(event, now());
    if (delivery.isOver()) {
      unwritten.remove(uid);
      return tidyUp(event, delivery, context);
    }
    var outcome = unwritten.get(uid);
    if (outcome == null) {
      outcome = deliver(event, delivery, context);
    }
    if (outcome.phase() != null && outcome.phase().isFinal()) {
      unwritten.put(uid, outcome);
    }
    return write(event, outcome);
  }

  /** Sends the event if it can be, and tells what became of it. */
  private SerfEventStatus deliver(SerfEvent event, Delivery delivery, Context<SerfEvent> context) {
    var cluster = event.getSpec().clusterRef().name();
    var namespace = event.getMetadata().getNamespace();
    var pool = pools.find(namespace, cluster);
    if (pool.isEmpty() && isMissing(namespace, cluster, context)) {
      return delivery.waiting(
          "ClusterNotFound",
          "there is no SerfCluster %s in namespace %s: create it, or delete this event and create one with another spec.clusterRef"
              .formatted(cluster, namespace));
    }
    if (pool.isEmpty() || pool.get().reports().stream().noneMatch(AgentReport::answers)) {
      return delivery.waiting(
          "NoAgentAnswers",
          "no agent of SerfCluster %s answers: the event is sent as soon as one does"
              .formatted(cluster));
    }
    return send(note(event, delivery.sending(), context), pool.get());
  }

  private SerfEventStatus send(SerfEvent event, AgentPool pool) {
    var spec = event.getSpec();
    var delivery = Delivery.of(event, now());
    try {
      var sent = pool.broadcast(spec.name(), payload(spec), Boolean.TRUE.equals(spec.coalesce()));
      LOG.info(
          "SerfEvent {}: user event {} sent from {}",
          Names.pathOf(event),
          spec.name(),
          sent.sentBy());
      return delivery.sent(sent);
    } catch (NoAgentAnswers e) {
      return delivery.notSent(messageOf(e));
    } catch (RpcException e) {
      LOG.warn("SerfEvent {}: {}", Names.pathOf(event), messageOf(e));
      return e.refused() ? delivery.refused(messageOf(e)) : delivery.uncertain(messageOf(e));
    }
  }

  /**
   * Writes down that the event is being sent, and fails if it has changed since it was read: then
   * another operator may be sending it.
   */
  private static SerfEvent note(
      SerfEvent event, SerfEventStatus sending, Context<SerfEvent> context) {
    var patch = statusOf(event, sending);
    patch.getMetadata().setResourceVersion(event.getMetadata().getResourceVersion());
    return context.resourceOperations().serverSideApplyPrimaryStatus(patch);
  }

  private UpdateControl<SerfEvent> write(SerfEvent event, SerfEventStatus outcome) {
    var control =
        outcome.equals(event.getStatus())
            ? UpdateControl.<SerfEvent>noUpdate()
            : UpdateControl.patchStatus(statusOf(event, outcome));
    return control.rescheduleAfter(RETRY);
  }

  /** Deletes an event whose time has come, or waits for it. */
  private UpdateControl<SerfEvent> tidyUp(
      SerfEvent event, Delivery delivery, Context<SerfEvent> context) {
    var expiry = delivery.expiry(event.getSpec().ttlAfterFinished());
    if (expiry.isEmpty()) {
      return UpdateControl.noUpdate();
    }
    var left = Duration.between(clock.instant(), expiry.get());
    if (left.isPositive()) {
      return UpdateControl.<SerfEvent>noUpdate().rescheduleAfter(left);
    }
    context.getClient().resource(event).delete();
    return UpdateControl.noUpdate();
  }

  @Override
  public ErrorStatusUpdateControl<SerfEvent> updateErrorStatus(
      SerfEvent event, Context<SerfEvent> context, Exception failure) {
    LOG.warn(
        "SerfEvent {}: {}; trying again in {} s",
        Names.pathOf(event),
        Outage.of(failure),
        AFTER_ERROR.toSeconds());
    LOG.debug("SerfEvent {}", Names.pathOf(event), failure);
    return ErrorStatusUpdateControl.<SerfEvent>noStatusUpdate().rescheduleAfter(AFTER_ERROR);
  }

  private static boolean isMissing(String namespace, String name, Context<SerfEvent> context) {
    return context
            .getClient()
            .resources(SerfCluster.class)
            .inNamespace(namespace)
            .withName(name)
            .get()
        == null;
  }

  private static byte[] payload(SerfEventSpec spec) {
    return spec.payloadBase64() != null
        ? Base64.getDecoder().decode(spec.payloadBase64())
        : Objects.requireNonNullElse(spec.payload(), "").getBytes(StandardCharsets.UTF_8);
  }

  private static SerfEvent statusOf(SerfEvent event, SerfEventStatus status) {
    var patch = new SerfEvent();
    patch.getMetadata().setName(event.getMetadata().getName());
    patch.getMetadata().setNamespace(event.getMetadata().getNamespace());
    patch.setStatus(status);
    return patch;
  }

  private static String messageOf(RuntimeException e) {
    return Objects.requireNonNullElse(e.getMessage(), "no answer");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
