package io.kserf.operator;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.ObjectReference;
import io.fabric8.kubernetes.api.model.ObjectReferenceBuilder;
import io.fabric8.kubernetes.api.model.events.v1.Event;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.kserf.api.v1alpha1.SerfCluster;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells news of members as Kubernetes Events on their SerfCluster, and in the log. */
final class Herald {
  private static final Logger LOG = LoggerFactory.getLogger(Herald.class);

  /** Of one kind at once; more are told together: a lost zone must not flood the API server. */
  private static final int TOLD_SINGLY = 10;

  private static final int NAMES_TOLD = 20;

  /** Kubernetes' limit of an Event's note is 1024 bytes. */
  private static final int NOTE_LENGTH = 1000;

  /** The API server takes six digits, no more and no fewer. */
  private static final DateTimeFormatter MICROSECONDS =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final String instance;
  private final EventOutbox outbox = new EventOutbox();

  /**
   * @param instance which operator speaks
   */
  Herald(String instance) {
    this.instance = instance;
  }

  /** Returns at once; what cannot be written now is written later. */
  void tell(SerfCluster cluster, List<News> news, KubernetesClient client) {
    news.stream()
        .collect(Collectors.groupingBy(News::kind))
        .forEach(
            (kind, members) -> {
              members.stream()
                  .limit(TOLD_SINGLY)
                  .forEach(single -> tell(cluster, kind, single.text(), client));
              if (members.size() > TOLD_SINGLY) {
                tell(cluster, kind, summary(members), client);
              }
            });
  }

  private static String summary(List<News> members) {
    var rest = members.subList(TOLD_SINGLY, members.size());
    var names =
        rest.stream()
            .limit(NAMES_TOLD)
            .map(news -> news.member().name())
            .collect(Collectors.joining(", "));
    return "the same is true of %d more members: %s%s"
        .formatted(rest.size(), names, rest.size() > NAMES_TOLD ? ", …" : "");
  }

  private void tell(SerfCluster cluster, News.Kind kind, String text, KubernetesClient client) {
    if (kind.isBad()) {
      LOG.warn("SerfCluster {}: {}", Names.pathOf(cluster), text);
    } else {
      LOG.info("SerfCluster {}: {}", Names.pathOf(cluster), text);
    }
    outbox.tell(event(cluster, kind, text), client);
  }

  private Event event(SerfCluster cluster, News.Kind kind, String text) {
    return new EventBuilder()
        .withNewMetadata()
        .withGenerateName(cluster.getMetadata().getName() + "-")
        .withNamespace(cluster.getMetadata().getNamespace())
        .endMetadata()
        .withEventTime(new MicroTime(MICROSECONDS.format(Instant.now())))
        .withReportingController("kserf.io/operator")
        .withReportingInstance(instance)
        .withAction("Observe")
        .withReason(kind.reason())
        .withType(kind.isBad() ? "Warning" : "Normal")
        .withRegarding(reference(cluster))
        .withNote(text.length() <= NOTE_LENGTH ? text : text.substring(0, NOTE_LENGTH))
        .build();
  }

  private static ObjectReference reference(HasMetadata object) {
    return new ObjectReferenceBuilder()
        .withApiVersion(object.getApiVersion())
        .withKind(object.getKind())
        .withNamespace(object.getMetadata().getNamespace())
        .withName(object.getMetadata().getName())
        .withUid(object.getMetadata().getUid())
        .withResourceVersion(object.getMetadata().getResourceVersion())
        .build();
  }
}
