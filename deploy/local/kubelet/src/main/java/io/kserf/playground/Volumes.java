package io.kserf.playground;

import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pod's volumes as folders of this machine: ConfigMaps, Secrets, emptyDir and hostPath. */
final class Volumes {
  private final KubernetesClient client;
  private final Pod pod;
  private final Path podFolder;
  private final Path nodeFolder;

  /**
   * @param podFolder for what lives as long as the pod
   * @param nodeFolder for what a hostPath names: it outlives the pod
   */
  Volumes(KubernetesClient client, Pod pod, Path podFolder, Path nodeFolder) {
    this.client = client;
    this.pod = pod;
    this.podFolder = podFolder;
    this.nodeFolder = nodeFolder;
  }

  /**
   * Writes what the volumes hold now; files that have not changed are left alone.
   *
   * @return false while a ConfigMap or Secret that must be there is missing
   * @throws UnsupportedPod for a kind of volume that the stand-in does not know
   */
  boolean refresh() {
    boolean complete = true;
    for (Volume volume : pod.getSpec().getVolumes()) {
      Map<String, byte[]> files = files(volume);
      if (files == null) {
        complete = false;
        continue;
      }
      create(folder(volume));
      files.forEach((name, content) -> write(folder(volume).resolve(name), content));
    }
    return complete;
  }

  /** Where the mounts of the pod's first container are on this machine. */
  PathMap mounts(PathMap base) {
    Map<String, Volume> byName =
        pod.getSpec().getVolumes().stream().collect(Collectors.toMap(Volume::getName, v -> v));
    PathMap paths = base;
    for (VolumeMount mount : pod.getSpec().getContainers().getFirst().getVolumeMounts()) {
      Volume volume = byName.get(mount.getName());
      if (volume == null || mount.getSubPath() != null) {
        throw new UnsupportedPod(
            "mount " + mount.getMountPath() + " needs a volume and no subPath");
      }
      paths = paths.with(mount.getMountPath(), folder(volume).toString());
    }
    return paths;
  }

  private Path folder(Volume volume) {
    return volume.getHostPath() != null
        ? nodeFolder.resolve(volume.getHostPath().getPath().substring(1))
        : podFolder.resolve("volumes").resolve(volume.getName());
  }

  private @Nullable Map<String, byte[]> files(Volume volume) {
    if (volume.getEmptyDir() != null || volume.getHostPath() != null) {
      create(folder(volume));
      return Map.of();
    }
    String namespace = pod.getMetadata().getNamespace();
    if (volume.getConfigMap() != null) {
      var source = volume.getConfigMap();
      var map = client.configMaps().inNamespace(namespace).withName(source.getName()).get();
      return map == null
          ? missing(source.getOptional())
          : select(texts(map.getData()), source.getItems());
    }
    if (volume.getSecret() != null) {
      var source = volume.getSecret();
      var secret = client.secrets().inNamespace(namespace).withName(source.getSecretName()).get();
      return secret == null
          ? missing(source.getOptional())
          : select(decoded(secret.getData()), source.getItems());
    }
    throw new UnsupportedPod("volume " + volume.getName() + " is of a kind that is not known");
  }

  private static @Nullable Map<String, byte[]> missing(@Nullable Boolean optional) {
    return Boolean.TRUE.equals(optional) ? Map.of() : null;
  }

  private static Map<String, byte[]> texts(@Nullable Map<String, String> data) {
    var files = new TreeMap<String, byte[]>();
    if (data != null) {
      data.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
    }
    return files;
  }

  private static Map<String, byte[]> decoded(@Nullable Map<String, String> data) {
    var files = new TreeMap<String, byte[]>();
    if (data != null) {
      data.forEach((name, text) -> files.put(name, Base64.getDecoder().decode(text)));
    }
    return files;
  }

  private static Map<String, byte[]> select(Map<String, byte[]> all, List<KeyToPath> items) {
    if (items.isEmpty()) {
      return all;
    }
    var files = new TreeMap<String, byte[]>();
    for (KeyToPath item : items) {
      byte[] content = all.get(item.getKey());
      if (content != null) {
        files.put(item.getPath(), content);
      }
    }
    return files;
  }

  private static void write(Path file, byte[] content) {
    try {
      if (Files.exists(file) && java.util.Arrays.equals(Files.readAllBytes(file), content)) {
        return;
      }
      Path fresh = file.resolveSibling("." + file.getFileName() + ".new");
      Files.write(fresh, content);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
  }
}
