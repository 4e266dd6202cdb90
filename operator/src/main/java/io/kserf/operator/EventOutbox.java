package io.kserf.operator;

import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kubernetes Events on their way to the API server. Writing a status does not wait for them, and
 * they wait for an API server that is away. What a crash or a long outage takes is lost, as Events
 * may be; the members' states are not among it.
 */
final class EventOutbox {
  private static final Logger LOG = LoggerFactory.getLogger(EventOutbox.class);
  private static final int CAPACITY = 1000;
  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(2);

  private final BlockingQueue<Letter> letters = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicBoolean started = new AtomicBoolean();

  private record Letter(Event event, KubernetesClient client) {}

  /** Drops the event if a thousand others wait already. */
  void tell(Event event, KubernetesClient client) {
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().name("event-outbox").start(this::send);
    }
    if (!letters.offer(new Letter(event, client))) {
      LOG.debug("Kubernetes Event dropped, {} others wait: {}", CAPACITY, event.getNote());
    }
  }

  private void send() {
    try {
      while (true) {
        var letter = letters.take();
        while (!isDone(letter)) {
          Thread.sleep(BETWEEN_TRIES);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Written, or refused for good. */
  private static boolean isDone(Letter letter) {
    try {
      letter.client().resource(letter.event()).create();
      return true;
    } catch (KubernetesClientException e) {
      boolean refused = e.getCode() >= 400 && e.getCode() < 500;
      if (refused) {
        LOG.warn("Kubernetes Event not written: {}", Outage.of(e));
      }
      return refused;
    }
  }
}
