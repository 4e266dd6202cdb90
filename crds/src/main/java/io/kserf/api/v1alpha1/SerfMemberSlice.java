package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.generator.annotation.Size;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;
import java.util.List;

/** A part of a pool's members. Written by the operator only. */
@Group("kserf.io")
@Version("v1alpha1")
@ShortNames("sms")
@Categories("kserf")
@JsonClassDescription(
    "Up to 100 members of a SerfCluster's pool. The operator writes it and undoes what others"
        + " write. Slices of a cluster carry the label kserf.io/cluster.")
@AdditionalPrinterColumn(name = "Cluster", jsonPath = ".metadata.labels.kserf\\.io/cluster")
@AdditionalPrinterColumn(name = "Members", jsonPath = ".members[*].name")
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@JsonInclude(JsonInclude.Include.NON_NULL)
public final class SerfMemberSlice extends CustomResource<Void, Void> implements Namespaced {
  private static final long serialVersionUID = 1L;

  /** How many members a slice holds. */
  public static final int CAPACITY = 100;

  /** Names the SerfCluster that a slice belongs to. */
  public static final String CLUSTER_LABEL = "kserf.io/cluster";

  @JsonPropertyDescription("Members, sorted by name.")
  @Size(max = CAPACITY)
  private List<Member> members = List.of();

  public List<Member> getMembers() {
    return members;
  }

  public void setMembers(List<Member> members) {
    this.members = Copies.of(members);
  }
}
