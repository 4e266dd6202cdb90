package io.kserf.daemon.config;

import io.kserf.daemon.handler.EventScript;
import io.kserf.swim.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the agent was told, checked as far as that is possible without opening anything.
 *
 * @param settings all values, for those that need no more than that
 * @param tags the configured ones, with the deprecated role among them
 * @param bind where to listen for gossip: host and perhaps a port
 * @param http where health and metrics are served, if anywhere
 * @param notes what the user should hear before the start, in order
 */
public record AgentConfig(
    Settings settings,
    Map<String, String> tags,
    List<EventScript> scripts,
    Log.Level logLevel,
    String bind,
    Endpoint rpc,
    Optional<Endpoint> http,
    List<String> notes) {
  private static final Duration MIN_INTERVAL = Duration.ofSeconds(1);

  /** Present in every pod. */
  private static final String KUBERNETES = "KUBERNETES_SERVICE_HOST";

  private static final Map<Setting<?>, String> NOT_SUPPORTED_YET =
      Map.of(
          Setting.DISCOVER, "name seeds with -retry-join",
          Setting.ENABLE_SYSLOG, "pipe the agent's output to logger",
          Setting.STATSITE_ADDR, "scrape /q/metrics of -http-addr",
          Setting.STATSD_ADDR, "scrape /q/metrics of -http-addr",
          Setting.DISABLE_NAME_RESOLUTION, "name seeds by IP address");

  /**
   * Reads the command line and the files that it names.
   *
   * @param words what follows {@code agent}
   * @throws io.kserf.daemon.cli.GoFlags.BadFlag if a word is not understood
   * @throws ConfigException with a line for the user, in Serf's words where it has some
   */
  public static AgentConfig read(List<String> words, Map<String, String> environment) {
    CommandLine line = CommandLine.parse(words);
    return of(ConfigFiles.read(line.files()).with(line.settings()), environment);
  }

  private static AgentConfig of(Settings given, Map<String, String> environment) {
    var notes = new ArrayList<String>();
    Settings settings = withFloor(given, Setting.RETRY_INTERVAL, "RetryInterval", notes);
    settings = withFloor(settings, Setting.BROADCAST_TIMEOUT, "BroadcastTimeout", notes);
    List<EventScript> scripts = scriptsOf(settings);
    EncryptKey.check(settings.get(Setting.ENCRYPT_KEY));
    Log.Level logLevel = levelOf(settings.get(Setting.LOG_LEVEL));
    String profile = settings.get(Setting.PROFILE);
    if (!Setting.PROFILE.offer().words().contains(profile)) {
      throw new ConfigException("Unknown profile: " + profile);
    }
    if (settings.get(Setting.GOSSIP_EXTRA_BYTES) < 0) {
      throw new ConfigException(
          "gossip_extra_bytes %d must be 0 or more"
              .formatted(settings.get(Setting.GOSSIP_EXTRA_BYTES)));
    }
    String bind = BindAddress.of(settings, notes);
    refuseWhatIsNotSupported(settings);
    noteWhatHasNoEffect(settings, notes);
    Endpoint rpc = Endpoint.parse(Setting.RPC_ADDR, settings.get(Setting.RPC_ADDR));
    guardRpc(rpc, settings, environment, notes);
    String http = settings.get(Setting.HTTP_ADDR);
    return new AgentConfig(
        settings,
        tagsOf(settings, notes),
        scripts,
        logLevel,
        bind,
        rpc,
        http.isEmpty() ? Optional.empty() : Optional.of(Endpoint.parse(Setting.HTTP_ADDR, http)),
        List.copyOf(notes));
  }

  /** The value of one setting. */
  public <T> T get(Setting<T> setting) {
    return settings.get(setting);
  }

  /** Whether messages are compressed: only the flag counts, as in Serf. */
  public boolean compression() {
    return !get(Setting.DISABLE_COMPRESSION);
  }

  /** Reads a level in any case. */
  public static Log.Level levelOf(String text) {
    String level = text.toUpperCase(Locale.ROOT);
    for (Log.Level known : Log.Level.values()) {
      if (known.name().equals(level)) {
        return known;
      }
    }
    throw new ConfigException(
        "Invalid log level: %s. Valid log levels are: %s"
            .formatted(level, Arrays.toString(Log.Level.values()).replace(",", "")));
  }

  private static Settings withFloor(
      Settings settings, Setting<Duration> setting, String name, List<String> notes) {
    if (settings.get(setting).compareTo(MIN_INTERVAL) >= 0) {
      return settings;
    }
    notes.add("Warning: '%s' is too low. Setting to 1s".formatted(name));
    return settings.with(setting, MIN_INTERVAL);
  }

  private static Map<String, String> tagsOf(Settings settings, List<String> notes) {
    var tags = new LinkedHashMap<>(settings.get(Setting.TAGS));
    if (settings.has(Setting.ROLE)) {
      notes.addFirst("Deprecation warning: 'Role' has been replaced with 'Tags'");
      tags.put("role", settings.get(Setting.ROLE));
    }
    return tags;
  }

  private static List<EventScript> scriptsOf(Settings settings) {
    try {
      return settings.get(Setting.EVENT_HANDLERS).stream()
          .flatMap(specification -> EventScript.parse(specification).stream())
          .toList();
    } catch (IllegalArgumentException e) {
      throw new ConfigException(String.valueOf(e.getMessage()));
    }
  }

  private static void refuseWhatIsNotSupported(Settings settings) {
    for (Setting<?> setting : Setting.ALL) {
      if (NOT_SUPPORTED_YET.containsKey(setting) && settings.has(setting)) {
        throw new ConfigException(
            "%s is not supported yet (instead, %s)"
                .formatted(setting, NOT_SUPPORTED_YET.get(setting)));
      }
    }
  }

  private static void noteWhatHasNoEffect(Settings settings, List<String> notes) {
    if (settings.has(Setting.REJOIN_AFTER_LEAVE) && !settings.has(Setting.SNAPSHOT_PATH)) {
      notes.add("Warning: 'RejoinAfterLeave' enabled without snapshot file");
    }
    for (Setting<?> mdns :
        List.of(Setting.MDNS_INTERFACE, Setting.MDNS_DISABLE_IPV4, Setting.MDNS_DISABLE_IPV6)) {
      if (settings.has(mdns)) {
        notes.add("Warning: '%s' has no effect without '-discover'".formatted(mdns));
      }
    }
  }

  /** Whoever reaches an RPC port without a token controls the agent and its handlers. */
  private static void guardRpc(
      Endpoint rpc, Settings settings, Map<String, String> environment, List<String> notes) {
    if (settings.has(Setting.RPC_AUTH) || rpc.isLoopback()) {
      return;
    }
    String advice = "set rpc_auth in a configuration file, or give -rpc-addr a loopback address";
    if (environment.containsKey(KUBERNETES)) {
      throw new ConfigException(
          "RPC on %s needs a token inside Kubernetes: %s".formatted(rpc, advice));
    }
    notes.add(
        "Warning: RPC on %s takes commands from everybody who reaches it: %s"
            .formatted(rpc, advice));
  }
}
