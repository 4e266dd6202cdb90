package io.kserf.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crdv2.generator.CRDGenerator;
import io.fabric8.crdv2.generator.CRDPostProcessor;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceColumnDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.api.model.apiextensions.v1.JSONSchemaProps;
import io.fabric8.kubernetes.api.model.apiextensions.v1.ValidationRule;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The CRDs as they are generated from the Java types. */
final class CrdManifests {
  private static final List<Class<? extends HasMetadata>> KINDS =
      List.of(SerfCluster.class, SerfEvent.class, SerfMemberSlice.class);

  /** Counters that grow without bound; every other whole number is small. */
  private static final Set<String> INT64 =
      Set.of("observedGeneration", "lamportTime", "tolerationSeconds");

  /** Lists whose entries have an identity: server-side apply then merges them by it. */
  private static final Map<String, List<String>> MAP_LISTS =
      Map.of("conditions", List.of("type"), "members", List.of("name"));

  private CrdManifests() {}

  /** File names, and the YAML that each holds. */
  static Map<String, String> generate() {
    var streams = new TreeMap<String, ByteArrayOutputStream>();
    new CRDGenerator()
        .customResourceClasses(KINDS)
        .withPostProcessor(
            new CRDPostProcessor() {
              @Override
              public HasMetadata process(HasMetadata crd, String version) {
                return finish((CustomResourceDefinition) crd);
              }
            })
        .withOutput(new Output(streams))
        .generate();
    var files = new TreeMap<String, String>();
    streams.forEach((name, bytes) -> files.put(fileName(name), yaml(bytes)));
    return files;
  }

  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (var file : generate().entrySet()) {
      Files.writeString(folder.resolve(file.getKey()), file.getValue());
    }
  }

  private static String fileName(String crdName) {
    return crdName.substring(0, crdName.indexOf('.')) + ".yaml";
  }

  private static String yaml(ByteArrayOutputStream bytes) {
    return bytes
        .toString(StandardCharsets.UTF_8)
        .replaceFirst(
            "^# .*\n", "# Generated from the Java types in crds: see CrdManifestsTest.\n");
  }

  /** What the generator cannot express by annotations. */
  private static CustomResourceDefinition finish(CustomResourceDefinition crd) {
    var kind =
        KINDS.stream()
            .filter(type -> HasMetadata.getKind(type).equals(crd.getSpec().getNames().getKind()))
            .findFirst()
            .orElseThrow();
    crd.getMetadata().setLabels(new TreeMap<>(Map.of("app.kubernetes.io/part-of", "kserf")));
    for (var version : crd.getSpec().getVersions()) {
      var root = version.getSchema().getOpenAPIV3Schema();
      root.setDescription(kind.getAnnotation(JsonClassDescription.class).value());
      var properties = root.getProperties();
      properties.forEach(CrdManifests::finish);
      if (kind == SerfMemberSlice.class) {
        properties.keySet().retainAll(Set.of("members"));
      }
      describe(properties.get("spec"), "What a person wants.");
      describe(properties.get("status"), "What is. Written by the operator.");
      if (kind == SerfCluster.class) {
        // Every field has a default, so no spec at all is a complete one.
        properties.get("spec").setDefault(JsonNodeFactory.instance.objectNode());
      } else if (kind == SerfEvent.class) {
        root.setRequired(List.of("spec"));
      }
      version.setAdditionalPrinterColumns(inOrder(version.getAdditionalPrinterColumns(), kind));
    }
    return crd;
  }

  private static void describe(JSONSchemaProps schema, String description) {
    if (schema != null) {
      schema.setDescription(description);
    }
  }

  private static void finish(String name, JSONSchemaProps schema) {
    if ("integer".equals(schema.getType())) {
      schema.setFormat(INT64.contains(name) ? "int64" : "int32");
    }
    if ("array".equals(schema.getType())) {
      var keys = MAP_LISTS.get(name);
      schema.setXKubernetesListType(keys == null ? "atomic" : "map");
      schema.setXKubernetesListMapKeys(keys);
      finish("", schema.getItems().getSchema());
    }
    if (schema.getXKubernetesValidations() != null) {
      schema.setXKubernetesValidations(distinct(schema.getXKubernetesValidations()));
    }
    if (schema.getProperties() != null) {
      schema.getProperties().forEach(CrdManifests::finish);
    }
  }

  /** A record's rules come twice, from the field and from its accessor. */
  private static List<ValidationRule> distinct(List<ValidationRule> rules) {
    return new ArrayList<>(new LinkedHashSet<>(rules));
  }

  /** The generator sorts columns by their path; people read them in the order of the type. */
  private static List<CustomResourceColumnDefinition> inOrder(
      List<CustomResourceColumnDefinition> columns, Class<?> kind) {
    var order = new HashMap<String, Integer>();
    for (var column : kind.getAnnotationsByType(AdditionalPrinterColumn.class)) {
      order.put(column.name(), order.size());
    }
    return columns.stream()
        .sorted(Comparator.comparing(column -> order.getOrDefault(column.getName(), 0)))
        .toList();
  }

  private record Output(Map<String, ByteArrayOutputStream> streams)
      implements CRDGenerator.CRDOutput<ByteArrayOutputStream> {
    @Override
    public ByteArrayOutputStream outputFor(String crdName) {
      return streams.computeIfAbsent(crdName, name -> new ByteArrayOutputStream());
    }

    @Override
    public void close() {}
  }
}
