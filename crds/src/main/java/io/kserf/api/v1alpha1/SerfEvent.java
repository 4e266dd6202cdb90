package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** One user event, broadcast once to a pool. */
@Group("kserf.io")
@Version("v1alpha1")
@ShortNames("sev")
@Categories("kserf")
@JsonClassDescription(
    "One user event, broadcast once to every member of a pool. Its spec cannot change: to send"
        + " again, create another.")
@AdditionalPrinterColumn(name = "Cluster", jsonPath = ".spec.clusterRef.name")
@AdditionalPrinterColumn(name = "Event", jsonPath = ".spec.name")
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Sent By", jsonPath = ".status.sentBy")
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(
    name = "Lamport Time",
    jsonPath = ".status.lamportTime",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Attempts",
    jsonPath = ".status.attempts",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Broadcast\")].reason",
    priority = 1)
public final class SerfEvent extends CustomResource<SerfEventSpec, SerfEventStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
