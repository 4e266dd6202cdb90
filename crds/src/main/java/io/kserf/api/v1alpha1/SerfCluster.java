package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** A gossip pool on a set of nodes, and its live membership. */
@Group("kserf.io")
@Version("v1alpha1")
@ShortNames("serf")
@Categories("kserf")
@JsonClassDescription(
    "A gossip pool: one agent on every selected node, and in status the live membership that the"
        + " agents agree on. Deleting it makes the agents leave gracefully.")
@ValidationRule(
    value =
        "self.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?$') && size(self.metadata.name) <="
            + " 50",
    message =
        "the name of a SerfCluster also names its Service and Secrets: use at most 50 lower case"
            + " letters, digits and '-', starting with a letter")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(name = "Alive", jsonPath = ".status.members.alive", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Failed", jsonPath = ".status.members.failed", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Leader", jsonPath = ".status.leader")
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(
    name = "Left",
    jsonPath = ".status.members.left",
    type = Type.INTEGER,
    priority = 1)
@AdditionalPrinterColumn(name = "Key", jsonPath = ".status.keys.primary", priority = 1)
@AdditionalPrinterColumn(name = "Seeds", jsonPath = ".status.seeds", priority = 1)
public final class SerfCluster extends CustomResource<SerfClusterSpec, SerfClusterStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1L;
}
