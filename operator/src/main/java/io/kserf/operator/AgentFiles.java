package io.kserf.operator;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.kserf.api.v1alpha1.SerfClusterSpec;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that agents read: their configuration in a ConfigMap, what is secret in two Secrets.
 */
final class AgentFiles {
  static final String RPC_FILE = "rpc.json";
  static final String RPC_AUTH = "rpc_auth";

  /**
   * Bytes of an encoded user event. Admission allows 512 for name and payload; the encoding adds up
   * to 40, and what was admitted has to be sendable.
   */
  private static final int USER_EVENT_SIZE_LIMIT = 560;

  private AgentFiles() {}

  static ConfigMap config(Blueprint blueprint) {
    var cluster = blueprint.cluster();
    var settings = settings(cluster.getSpec());
    settings.put("tags", cluster.getSpec().tags());
    return new ConfigMapBuilder()
        .withMetadata(Names.meta(cluster, Names.config(cluster)))
        .withData(
            Map.of(
                "agent.json", Json.write(settings),
                "seeds.json", Json.write(Map.of("retry_join", blueprint.seeds()))))
        .build();
  }

  static Secret rpc(Blueprint blueprint) {
    var cluster = blueprint.cluster();
    var content = Json.write(Map.of(RPC_AUTH, blueprint.credentials().token()));
    return new SecretBuilder()
        .withMetadata(Names.meta(cluster, Names.rpc(cluster)))
        .withType("Opaque")
        .withData(Map.of(RPC_FILE, base64(content)))
        .build();
  }

  /** Only where gossip is encrypted. */
  static Secret keyring(Blueprint blueprint) {
    var cluster = blueprint.cluster();
    var keyring = blueprint.credentials().keyring().orElseThrow();
    return new SecretBuilder()
        .withMetadata(Names.meta(cluster, Names.keyring(cluster)))
        .withType("Opaque")
        .withData(Map.of(Keyring.FILE, base64(keyring.toJson())))
        .build();
  }

  /**
   * Changes whenever an agent has to start again to follow. Not with tags and seeds: those reach
   * running agents by RPC.
   */
  static String restartMark(Blueprint blueprint) {
    var credentials = blueprint.credentials();
    return Digest.of(
        Json.write(settings(blueprint.cluster().getSpec())),
        credentials.token(),
        credentials.keyring().map(Keyring::toJson).orElse(""));
  }

  private static Map<String, Object> settings(SerfClusterSpec spec) {
    var settings = new TreeMap<String, Object>();
    settings.put("profile", spec.profile().name().toLowerCase(Locale.ROOT));
    settings.put("log_level", spec.agent().logLevel().name());
    settings.put("leave_on_terminate", true);
    settings.put("retry_interval", "5s");
    settings.put("user_event_size_limit", USER_EVENT_SIZE_LIMIT);
    List<String> handlers = spec.agent().handlers();
    if (!handlers.isEmpty()) {
      settings.put("event_handlers", handlers);
    }
    return settings;
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
