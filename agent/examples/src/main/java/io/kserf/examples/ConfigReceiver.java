package io.kserf.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Applies the settings that a {@link ConfigSender} sends to the members with its tags.
 *
 * <p>The pool has chosen already: a query whose tags do not match is acknowledged by nobody else
 * and never gets here. What it says is still checked, as anybody in the pool can send one.
 */
public final class ConfigReceiver {
  private static final System.Logger LOG = System.getLogger(ConfigReceiver.class.getName());

  private final Map<String, String> settings;

  private ConfigReceiver(Map<String, String> initial) {
    settings = new ConcurrentHashMap<>(initial);
  }

  /**
   * Applies from now on what {@code serf} hears.
   *
   * @param initial every setting that there is: others are rejected
   */
  public static ConfigReceiver start(Serf serf, Map<String, String> initial) {
    var receiver = new ConfigReceiver(initial);
    serf.events().subscribe(receiver::onEvent);
    return receiver;
  }

  /** The value at this moment, to be asked whenever it is needed, or empty if there is none. */
  public String setting(String key) {
    return settings.getOrDefault(key, "");
  }

  private void onEvent(SerfEvent event) {
    if (event instanceof SerfEvent.Query query && query.name().equals(ConfigSender.QUERY)) {
      String answer = apply(new String(query.payload(), UTF_8));
      try {
        query.respond(answer.getBytes(UTF_8));
      } catch (SerfException e) {
        // The deadline is over: applied all the same, and the sender counts us as missing.
        LOG.log(Level.WARNING, "{0}, but could not say so: {1}", answer, e.getMessage());
      }
    }
  }

  private String apply(String change) {
    int equals = change.indexOf('=');
    String key = equals < 0 ? change : change.substring(0, equals);
    if (equals < 0 || !settings.containsKey(key)) {
      return "rejected: there is no setting '" + key + "'";
    }
    settings.put(key, change.substring(equals + 1));
    return "applied " + change;
  }

  /** {@code NAME BIND SEED}: a member of production with one setting. */
  public static void main(String[] args) {
    SerfConfig config = SerfConfig.lan().name(args[0]).bind(args[1]).tag("env", "prod");
    try (Serf serf = Serf.create(config)) {
      start(serf, Map.of("log_level", "info"));
      serf.join(List.of(args[2]));
      serf.awaitStop();
    }
  }
}
