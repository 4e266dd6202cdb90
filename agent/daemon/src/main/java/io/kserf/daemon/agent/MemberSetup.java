package io.kserf.daemon.agent;

import io.kserf.daemon.config.AgentConfig;
import io.kserf.daemon.config.Setting;
import io.kserf.node.SerfConfig;
import io.kserf.serf.SerfException;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import io.kserf.swim.Pacing;
import io.kserf.swim.SwimConfig.Profile;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Turns the agent's configuration and the files that it names into a member's. */
final class MemberSetup {
  private final AgentConfig config;
  private final Log log;
  private final Optional<TagsFile> tagsFile;

  MemberSetup(AgentConfig config, Log log) {
    this.config = config;
    this.log = log;
    String file = config.get(Setting.TAGS_FILE);
    tagsFile = file.isEmpty() ? Optional.empty() : Optional.of(new TagsFile(Path.of(file)));
  }

  Optional<TagsFile> tagsFile() {
    return tagsFile;
  }

  /**
   * @throws AgentException if a file is missing or malformed, or values do not fit together
   */
  SerfConfig memberConfig(Telemetry telemetry) {
    Map<String, String> tags = tags();
    checkKeyring();
    try {
      var member =
          SerfConfig.lan()
              .profile(Profile.valueOf(config.get(Setting.PROFILE).toUpperCase(Locale.ROOT)))
              .name(config.get(Setting.NODE_NAME))
              .bind(config.bind())
              .tags(tags)
              .protocol(config.get(Setting.PROTOCOL))
              .compression(config.compression())
              .coalesce(true)
              .broadcastTimeout(config.get(Setting.BROADCAST_TIMEOUT))
              .reconnectInterval(config.get(Setting.RECONNECT_INTERVAL))
              .reconnectTimeout(config.get(Setting.RECONNECT_TIMEOUT))
              .tombstoneTimeout(config.get(Setting.TOMBSTONE_TIMEOUT))
              .userEventSizeLimit(config.get(Setting.USER_EVENT_SIZE_LIMIT))
              .querySizeLimit(config.get(Setting.QUERY_SIZE_LIMIT))
              .queryResponseSizeLimit(config.get(Setting.QUERY_RESPONSE_SIZE_LIMIT))
              .rejoinForever(!config.get(Setting.DISABLE_REJOIN_FOREVER))
              .rejoinAfterLeave(config.get(Setting.REJOIN_AFTER_LEAVE))
              .encryptKey(config.get(Setting.ENCRYPT_KEY))
              .allowedNetworks(config.get(Setting.CIDRS_ALLOWED))
              .strictSources(config.get(Setting.STRICT_SOURCES))
              .pacing(pacing())
              .log(log)
              .telemetry(telemetry);
      if (!config.get(Setting.ADVERTISE).isEmpty()) {
        member = member.advertise(config.get(Setting.ADVERTISE));
      }
      if (!config.get(Setting.SNAPSHOT_PATH).isEmpty()) {
        member = member.snapshot(Path.of(config.get(Setting.SNAPSHOT_PATH)));
      }
      String keyring = config.get(Setting.KEYRING_FILE);
      return keyring.isEmpty() ? member : member.keyringFile(Path.of(keyring));
    } catch (SerfException e) {
      throw AgentException.start(String.valueOf(e.getMessage()));
    }
  }

  private Pacing pacing() {
    return config.get(Setting.SERF_PACING)
        ? Pacing.SERF
        : Pacing.AHEAD.withExtraBytesPerSecond(config.get(Setting.GOSSIP_EXTRA_BYTES));
  }

  private Map<String, String> tags() {
    if (tagsFile.isEmpty()) {
      return config.tags();
    }
    if (!config.tags().isEmpty()) {
      throw AgentException.setup("Tags config not allowed while using tag files");
    }
    Optional<Map<String, String>> kept = tagsFile.get().read();
    kept.ifPresent(
        tags ->
            log.log(
                Level.INFO,
                () ->
                    "agent: Restored %d tag(s) from %s"
                        .formatted(tags.size(), tagsFile.get().path())));
    return kept.orElse(Map.of());
  }

  /** The library reads the keyring; here its absence and misuse get Serf's words. */
  private void checkKeyring() {
    String file = config.get(Setting.KEYRING_FILE);
    if (file.isEmpty()) {
      return;
    }
    if (!config.get(Setting.ENCRYPT_KEY).isEmpty()) {
      throw AgentException.setup("Encryption key not allowed while using a keyring");
    }
    try {
      List<String> keys = JsonFile.readList(Path.of(file));
      if (keys.isEmpty()) {
        throw AgentException.setup("Keyring file contains no keys");
      }
      log.log(
          Level.INFO,
          () -> "agent: Restored keyring with %d keys from %s".formatted(keys.size(), file));
    } catch (IOException e) {
      throw AgentException.setup(JsonFile.explain(Path.of(file), e));
    }
  }
}
