package io.kserf.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import org.junit.jupiter.api.Test;

class DefaultsTest {
  private final KubernetesSerialization serialization = new KubernetesSerialization();

  @Test
  void anEmptySpecMeansTheSameInJavaAsTheSchemasDefaults() {
    var bySchema = defaulted(JsonNodeFactory.instance.objectNode(), specSchema("serfclusters"));

    assertThat(serialization.convertValue(bySchema, SerfClusterSpec.class))
        .isEqualTo(SerfClusterSpec.defaults());
    assertThat(serialization.unmarshal("{}", SerfClusterSpec.class))
        .isEqualTo(SerfClusterSpec.defaults());
  }

  @Test
  void emptyPartsMeanTheirDefaultsToo() {
    var text =
        "{\"ports\":{},\"nodes\":{},\"encryption\":{},\"seeds\":{},\"agent\":{\"resources\":{}}}";

    var spec = serialization.unmarshal(text, SerfClusterSpec.class);

    assertThat(spec.ports()).isEqualTo(Ports.DEFAULT);
    assertThat(spec.nodes()).isEqualTo(Nodes.DEFAULT);
    assertThat(spec.encryption()).isEqualTo(Encryption.MANAGED);
    assertThat(spec.seeds()).isEqualTo(Seeds.DEFAULT);
  }

  @Test
  void anEmptySelectorIsKeptSinceItTakesEveryNode() {
    var spec = serialization.unmarshal("{\"nodes\":{\"selector\":{}}}", SerfClusterSpec.class);

    assertThat(spec.nodes().selector().matchLabels()).isEmpty();
    assertThat(serialization.asJson(spec)).contains("\"selector\":{}");
  }

  @Test
  void aFieldOfANewerVersionIsIgnored() {
    var spec =
        serialization.unmarshal(
            "{\"suspend\":true,\"rotation\":{\"every\":\"1h\"}}", SerfClusterSpec.class);

    assertThat(spec.suspend()).isTrue();
  }

  @Test
  void aStatusIsWrittenAsItIsRead() {
    var text =
        """
        {"observedGeneration":2,"members":{"alive":1,"leaving":0,"failed":0,"left":0,"total":1,"external":0},\
        "unhealthy":[{"name":"b","address":"10.0.0.1:7946","status":"Failed",\
        "since":"2026-01-01T00:00:00Z","tags":{"a":"1","b":"2"}}],"leader":"a",\
        "conditions":[{"type":"Ready","status":"True","observedGeneration":2,\
        "lastTransitionTime":"2026-01-01T00:00:00Z","reason":"R","message":"m"}]}""";

    assertThat(serialization.asJson(serialization.unmarshal(text, SerfClusterStatus.class)))
        .isEqualTo(text);
  }

  private JSONSchemaProps specSchema(String plural) {
    var crd =
        serialization.unmarshal(
            CrdManifests.generate().get(plural + ".yaml"), CustomResourceDefinition.class);
    return crd.getSpec()
        .getVersions()
        .getFirst()
        .getSchema()
        .getOpenAPIV3Schema()
        .getProperties()
        .get("spec");
  }

  /** As the API server does it: defaults of absent fields, then defaults within them. */
  private static JsonNode defaulted(JsonNode value, JSONSchemaProps schema) {
    if (schema.getProperties() != null && value instanceof ObjectNode object) {
      schema
          .getProperties()
          .forEach(
              (name, property) -> {
                if (!object.has(name) && property.getDefault() != null) {
                  object.set(name, property.getDefault().deepCopy());
                }
                if (object.has(name)) {
                  object.set(name, defaulted(object.get(name), property));
                }
              });
    }
    return value;
  }
}
