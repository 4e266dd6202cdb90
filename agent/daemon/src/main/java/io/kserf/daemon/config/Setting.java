package io.kserf.daemon.config;

import io.kserf.daemon.cli.Offer;
import io.kserf.swim.Pacing;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One key of the agent's configuration: Serf's table of keys and flags, and our additions at its
 * end. Compared by identity.
 *
 * <p>{@code kserf completion} asks it for flags and has no engine on its class path: of the engine
 * only constants may be named here, which the compiler copies.
 *
 * @param <T> the type of its values
 */
public final class Setting<T> {
  public static final Setting<String> NODE_NAME = text("node_name", "node", "");
  public static final Setting<String> ROLE = text("role", "role", "");
  public static final Setting<Boolean> DISABLE_COORDINATES = toggle("disable_coordinates", "");
  public static final Setting<Map<String, String>> TAGS =
      new Setting<>("tags", "tag", Kind.TAGS, Map.of());
  public static final Setting<String> TAGS_FILE = text("tags_file", "tags-file", "", Offer.FILES);
  public static final Setting<String> BIND = text("bind", "bind", "0.0.0.0");
  public static final Setting<String> ADVERTISE = text("advertise", "advertise", "");
  public static final Setting<String> INTERFACE = text("interface", "iface", "");
  public static final Setting<String> ENCRYPT_KEY = text("encrypt_key", "encrypt", "");
  public static final Setting<String> KEYRING_FILE =
      text("keyring_file", "keyring-file", "", Offer.FILES);
  public static final Setting<String> LOG_LEVEL =
      text("log_level", "log-level", "INFO", Offer.LOG_LEVELS);
  public static final Setting<String> RPC_ADDR = text("rpc_addr", "rpc-addr", "127.0.0.1:7373");
  public static final Setting<String> RPC_AUTH = text("rpc_auth", "", "");
  public static final Setting<Integer> PROTOCOL = number("protocol", "protocol", 5);
  public static final Setting<Boolean> REPLAY_ON_JOIN = toggle("replay_on_join", "replay");
  public static final Setting<Integer> QUERY_RESPONSE_SIZE_LIMIT =
      number("query_response_size_limit", "", 1024);
  public static final Setting<Integer> QUERY_SIZE_LIMIT = number("query_size_limit", "", 1024);
  public static final Setting<Integer> USER_EVENT_SIZE_LIMIT =
      number("user_event_size_limit", "", 512);
  public static final Setting<List<String>> START_JOIN = texts("start_join", "join");
  public static final Setting<List<String>> EVENT_HANDLERS =
      texts("event_handlers", "event-handler");
  public static final Setting<String> PROFILE =
      text("profile", "profile", "lan", Offer.words("lan", "wan", "local", "fast"));
  public static final Setting<String> SNAPSHOT_PATH =
      text("snapshot_path", "snapshot", "", Offer.FILES);
  public static final Setting<Boolean> LEAVE_ON_TERMINATE = toggle("leave_on_terminate", "");
  public static final Setting<Boolean> SKIP_LEAVE_ON_INTERRUPT =
      toggle("skip_leave_on_interrupt", "");
  public static final Setting<String> DISCOVER = text("discover", "discover", "");
  public static final Setting<String> MDNS_INTERFACE = text("mdns.interface", "mdns-iface", "");
  public static final Setting<Boolean> MDNS_DISABLE_IPV4 =
      toggle("mdns.disable_ipv4", "mdns-disable-ipv4");
  public static final Setting<Boolean> MDNS_DISABLE_IPV6 =
      toggle("mdns.disable_ipv6", "mdns-disable-ipv6");
  public static final Setting<Duration> RECONNECT_INTERVAL =
      duration("reconnect_interval", "", Duration.ofSeconds(30));
  public static final Setting<Duration> RECONNECT_TIMEOUT =
      duration("reconnect_timeout", "", Duration.ofHours(24));
  public static final Setting<Duration> TOMBSTONE_TIMEOUT =
      duration("tombstone_timeout", "", Duration.ofHours(24));
  public static final Setting<Boolean> DISABLE_NAME_RESOLUTION =
      toggle("disable_name_resolution", "");
  public static final Setting<Boolean> ENABLE_SYSLOG = toggle("enable_syslog", "syslog");
  public static final Setting<String> SYSLOG_FACILITY = text("syslog_facility", "", "LOCAL0");
  public static final Setting<List<String>> RETRY_JOIN = texts("retry_join", "retry-join");
  public static final Setting<Integer> RETRY_MAX_ATTEMPTS =
      number("retry_max_attempts", "retry-max", 0);
  public static final Setting<Duration> RETRY_INTERVAL =
      duration("retry_interval", "retry-interval", Duration.ofSeconds(30));
  public static final Setting<Boolean> REJOIN_AFTER_LEAVE = toggle("rejoin_after_leave", "rejoin");
  public static final Setting<Boolean> ENABLE_COMPRESSION = toggle("enable_compression", "");
  public static final Setting<String> STATSITE_ADDR = text("statsite_addr", "", "");
  public static final Setting<String> STATSD_ADDR = text("statsd_addr", "", "");
  public static final Setting<Duration> BROADCAST_TIMEOUT =
      duration("broadcast_timeout", "broadcast-timeout", Duration.ofSeconds(5));
  public static final Setting<Boolean> VALIDATE_NODE_NAMES = toggle("validate_node_names", "");

  /**
   * Only as a flag: Serf's {@code enable_compression} in a file has no effect, because the command
   * line always overwrites it.
   */
  public static final Setting<Boolean> DISABLE_COMPRESSION = toggle("", "disable-compression");

  /** Kserf's own: where health and metrics are served; empty opens no port. */
  public static final Setting<String> HTTP_ADDR = text("http_addr", "http-addr", "");

  /** Kserf's own: whether lost seeds and members are not looked for for ever. */
  public static final Setting<Boolean> DISABLE_REJOIN_FOREVER =
      toggle("disable_rejoin_forever", "disable-rejoin-forever");

  /** Kserf's own: the networks that are listened to; none allows all. */
  public static final Setting<List<String>> CIDRS_ALLOWED = texts("cidrs_allowed", "cidr-allowed");

  /** Kserf's own: whether gossip counts only from where a member lives. */
  public static final Setting<Boolean> STRICT_SOURCES = toggle("strict_sources", "strict-sources");

  /** Kserf's own: whether to gossip as Serf does, at its ticks only. */
  public static final Setting<Boolean> SERF_PACING = toggle("serf_pacing", "serf-pacing");

  /** Kserf's own: bytes a second for what Serf would not send. */
  public static final Setting<Integer> GOSSIP_EXTRA_BYTES =
      number("gossip_extra_bytes", "gossip-extra-bytes", Pacing.EXTRA_BYTES_PER_SECOND);

  /** All of them, in the order in which Serf documents them. */
  static final List<Setting<?>> ALL =
      List.of(
          NODE_NAME,
          ROLE,
          DISABLE_COORDINATES,
          TAGS,
          TAGS_FILE,
          BIND,
          ADVERTISE,
          INTERFACE,
          ENCRYPT_KEY,
          KEYRING_FILE,
          LOG_LEVEL,
          RPC_ADDR,
          RPC_AUTH,
          PROTOCOL,
          REPLAY_ON_JOIN,
          QUERY_RESPONSE_SIZE_LIMIT,
          QUERY_SIZE_LIMIT,
          USER_EVENT_SIZE_LIMIT,
          START_JOIN,
          EVENT_HANDLERS,
          PROFILE,
          SNAPSHOT_PATH,
          LEAVE_ON_TERMINATE,
          SKIP_LEAVE_ON_INTERRUPT,
          DISCOVER,
          MDNS_INTERFACE,
          MDNS_DISABLE_IPV4,
          MDNS_DISABLE_IPV6,
          RECONNECT_INTERVAL,
          RECONNECT_TIMEOUT,
          TOMBSTONE_TIMEOUT,
          DISABLE_NAME_RESOLUTION,
          ENABLE_SYSLOG,
          SYSLOG_FACILITY,
          RETRY_JOIN,
          RETRY_MAX_ATTEMPTS,
          RETRY_INTERVAL,
          REJOIN_AFTER_LEAVE,
          ENABLE_COMPRESSION,
          STATSITE_ADDR,
          STATSD_ADDR,
          BROADCAST_TIMEOUT,
          VALIDATE_NODE_NAMES,
          DISABLE_COMPRESSION,
          HTTP_ADDR,
          DISABLE_REJOIN_FOREVER,
          CIDRS_ALLOWED,
          STRICT_SOURCES,
          SERF_PACING,
          GOSSIP_EXTRA_BYTES);

  private final String key;
  private final String flag;
  private final Kind<T> kind;
  private final T byDefault;
  private final Offer offer;

  private Setting(String key, String flag, Kind<T> kind, T byDefault) {
    this(key, flag, kind, byDefault, Offer.NOTHING);
  }

  private Setting(String key, String flag, Kind<T> kind, T byDefault, Offer offer) {
    this.key = key;
    this.flag = flag;
    this.kind = kind;
    this.byDefault = byDefault;
    this.offer = offer;
  }

  private static Setting<String> text(String key, String flag, String byDefault) {
    return new Setting<>(key, flag, Kind.TEXT, byDefault);
  }

  private static Setting<String> text(String key, String flag, String byDefault, Offer offer) {
    return new Setting<>(key, flag, Kind.TEXT, byDefault, offer);
  }

  private static Setting<Boolean> toggle(String key, String flag) {
    return new Setting<>(key, flag, Kind.SWITCH, false);
  }

  private static Setting<Integer> number(String key, String flag, int byDefault) {
    return new Setting<>(key, flag, Kind.NUMBER, byDefault);
  }

  private static Setting<Duration> duration(String key, String flag, Duration byDefault) {
    return new Setting<>(key, flag, Kind.DURATION, byDefault);
  }

  private static Setting<List<String>> texts(String key, String flag) {
    return new Setting<>(key, flag, Kind.TEXTS, List.of());
  }

  /** The key in files, a nested one with a dot; empty if there is none. */
  public String key() {
    return key;
  }

  /** The flag without its dash; empty if there is none. */
  public String flag() {
    return flag;
  }

  Kind<T> kind() {
    return kind;
  }

  T byDefault() {
    return byDefault;
  }

  /** Values for a shell to offer. */
  Offer offer() {
    return offer;
  }

  /** How a user knows it. */
  @Override
  public String toString() {
    return flag.isEmpty() ? key : "-" + flag;
  }
}
