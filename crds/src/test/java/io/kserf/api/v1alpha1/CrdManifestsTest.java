package io.kserf.api.v1alpha1;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Holds the committed CRDs against the Java types. To write them anew after a change of the types:
 *
 * <pre>./mvnw -q -pl crds test -Dtest=CrdManifestsTest -Dkserf.crds.write=true</pre>
 */
class CrdManifestsTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("kserf.root", "..")).resolve("crds/manifests");

  @Test
  void theCommittedManifestsAreWhatTheTypesGenerate() throws IOException {
    if (Boolean.getBoolean("kserf.crds.write")) {
      CrdManifests.write(FOLDER);
    }
    for (var file : CrdManifests.generate().entrySet()) {
      assertThat(FOLDER.resolve(file.getKey()))
          .as("write it anew with -Dkserf.crds.write=true, see this test's class comment")
          .hasContent(file.getValue());
    }
  }

  @Test
  void theKustomizationNamesEveryManifest() throws IOException {
    var kustomization = Files.readString(FOLDER.resolve("kustomization.yaml"));
    assertThat(CrdManifests.generate().keySet())
        .allSatisfy(file -> assertThat(kustomization).contains("- " + file));
  }
}
