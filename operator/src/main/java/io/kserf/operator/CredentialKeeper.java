package io.kserf.operator;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.kserf.api.v1alpha1.Keys;
import io.kserf.api.v1alpha1.SerfCluster;
import io.kserf.operator.agents.AgentPool;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/**
 * Finds a cluster's token and keys, and makes them where there have been none. What exists is never
 * replaced: a new key would lock out every member that holds the old one.
 */
final class CredentialKeeper {
  private static final int TOKEN_BYTES = 32;

  private final SecureRandom random;

  CredentialKeeper(SecureRandom random) {
    this.random = random;
  }

  Credentials of(SerfCluster cluster, AgentPool pool, Context<SerfCluster> context) {
    var token = token(cluster, context);
    var encryption = cluster.getSpec().encryption();
    return switch (encryption.mode()) {
      case DISABLED -> new Credentials(token, Optional.empty(), Optional.empty());
      case SECRET -> theirs(cluster, token, context.getClient());
      case MANAGED -> ours(cluster, token, pool, context);
    };
  }

  private String token(SerfCluster cluster, Context<SerfCluster> context) {
    return find(cluster, Names.rpc(cluster), context)
        .flatMap(secret -> text(secret, AgentFiles.RPC_FILE))
        .flatMap(Json::read)
        .map(json -> json.path(AgentFiles.RPC_AUTH).asText())
        .filter(token -> !token.isEmpty())
        .orElseGet(this::newToken);
  }

  private String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Credentials theirs(SerfCluster cluster, String token, KubernetesClient client) {
    var reference = cluster.getSpec().encryption().secretRef();
    var name = reference == null ? "" : reference.name();
    var secret = fetch(cluster, name, client);
    if (secret.isEmpty()) {
      return without(
          token,
          "KeyringNotFound",
          "spec.encryption.secretRef names Secret %s, which is not in namespace %s: create it with a"
                  .formatted(name, cluster.getMetadata().getNamespace())
              + " key keyring.json");
    }
    return secret
        .flatMap(CredentialKeeper::keyringIn)
        .map(keyring -> new Credentials(token, Optional.of(keyring), Optional.empty()))
        .orElseGet(() -> malformed(token, name));
  }

  private Credentials ours(
      SerfCluster cluster, String token, AgentPool pool, Context<SerfCluster> context) {
    var secret = find(cluster, Names.keyring(cluster), context);
    if (secret.isPresent()) {
      return secret
          .flatMap(CredentialKeeper::keyringIn)
          .map(keyring -> new Credentials(token, Optional.of(keyring), Optional.empty()))
          .orElseGet(() -> malformed(token, Names.keyring(cluster)));
    }
    var primary =
        Optional.ofNullable(cluster.getStatus())
            .flatMap(status -> Optional.ofNullable(status.keys()))
            .map(Keys::primary);
    if (primary.isEmpty() && cluster.getSpec().suspend()) {
      // Nothing is created now, so a key made up here would be another one each time.
      return new Credentials(token, Optional.empty(), Optional.empty());
    }
    var keyring =
        primary.isEmpty()
            ? Optional.of(Keyring.generate(random))
            : Keyring.recover(pool.keys(), primary.get());
    return keyring
        .map(found -> new Credentials(token, Optional.of(found), Optional.empty()))
        .orElseGet(
            () ->
                without(
                    token,
                    "KeyringLost",
                    "Secret %s is gone and no agent tells its keys: restore it from a backup, or"
                            .formatted(Names.keyring(cluster))
                        + " delete and create this SerfCluster to start a pool with a new key"));
  }

  private static Credentials malformed(String token, String secret) {
    return without(
        token,
        "KeyringMalformed",
        "key keyring.json of Secret %s must be a JSON list of base64 keys of 16, 24 or 32 bytes, the"
                .formatted(secret)
            + " primary key first, such as the output of kserf keygen in brackets and quotes");
  }

  private static Credentials without(String token, String reason, String message) {
    return new Credentials(token, Optional.empty(), Optional.of(new Problem(reason, message)));
  }

  /** From the watch, else from the API server: a watch may be a moment late. */
  private static Optional<Secret> find(
      SerfCluster cluster, String name, Context<SerfCluster> context) {
    return context
        .getSecondaryResourcesAsStream(Secret.class)
        .filter(secret -> secret.getMetadata().getName().equals(name))
        .findFirst()
        .or(() -> fetch(cluster, name, context.getClient()));
  }

  private static Optional<Secret> fetch(SerfCluster cluster, String name, KubernetesClient client) {
    var namespace = cluster.getMetadata().getNamespace();
    return Optional.ofNullable(client.secrets().inNamespace(namespace).withName(name).get());
  }

  private static Optional<Keyring> keyringIn(Secret secret) {
    return text(secret, Keyring.FILE).flatMap(Keyring::parse);
  }

  private static Optional<String> text(Secret secret, String key) {
    return Optional.ofNullable(secret.getData())
        .map(data -> data.get(key))
        .map(value -> new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8));
  }
}
