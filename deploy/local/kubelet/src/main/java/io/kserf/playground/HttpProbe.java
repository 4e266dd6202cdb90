package io.kserf.playground;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One HTTP probe of a container: asked every period, believed after its threshold. */
final class HttpProbe {
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

  private final URI uri;
  private final Duration timeout;
  private final int failureThreshold;
  private int failures;
  private boolean passed;

  private HttpProbe(URI uri, Duration timeout, int failureThreshold) {
    this.uri = uri;
    this.timeout = timeout;
    this.failureThreshold = failureThreshold;
  }

  /** The probe, or null where the container has none. */
  static @Nullable HttpProbe of(@Nullable Probe probe, Container container, String hostIp) {
    if (probe == null) {
      return null;
    }
    var get = probe.getHttpGet();
    if (get == null) {
      throw new UnsupportedPod("only httpGet probes are known");
    }
    int port = port(get.getPort(), container);
    return new HttpProbe(
        URI.create("http://" + hostIp + ":" + port + get.getPath()),
        Duration.ofSeconds(Objects.requireNonNullElse(probe.getTimeoutSeconds(), 1)),
        Objects.requireNonNullElse(probe.getFailureThreshold(), 3));
  }

  private static int port(IntOrString port, Container container) {
    if (port.getIntVal() != null) {
      return port.getIntVal();
    }
    return container.getPorts().stream()
        .filter(p -> port.getStrVal().equals(p.getName()))
        .map(ContainerPort::getContainerPort)
        .findFirst()
        .orElseThrow(() -> new UnsupportedPod("probe names port '" + port.getStrVal() + "'"));
  }

  /** Asks once, and remembers. */
  void ask() throws InterruptedException {
    if (answers()) {
      failures = 0;
      passed = true;
    } else if (++failures >= failureThreshold) {
      passed = false;
    }
  }

  /** Whether the last answers say that all is well; false before the first good one. */
  boolean passes() {
    return passed;
  }

  /** Whether so many answers in a row were bad that the probe counts as failed. */
  boolean failed() {
    return failures >= failureThreshold;
  }

  private boolean answers() throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(uri).timeout(timeout).build();
      int status = HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      return status >= 200 && status < 400;
    } catch (IOException e) {
      return false;
    }
  }
}
