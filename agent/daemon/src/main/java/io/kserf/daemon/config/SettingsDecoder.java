package io.kserf.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns one JSON object into settings. Keys match in any case; unknown keys and wrong types are
 * collected and reported together in Serf's words.
 */
final class SettingsDecoder {
  private static final String MDNS = "mdns";

  private static final Map<String, Setting<?>> BY_KEY =
      Setting.ALL.stream()
          .filter(setting -> !setting.key().isEmpty())
          .collect(Collectors.toUnmodifiableMap(Setting::key, setting -> setting));

  private final List<String> errors = new ArrayList<>();
  private Settings settings = Settings.NONE;

  private SettingsDecoder() {}

  /**
   * @throws ConfigException if anything in it is not a known key with a value of its type
   */
  static Settings decode(@Nullable Object json) {
    var decoder = new SettingsDecoder();
    if (json instanceof Map<?, ?> object) {
      decoder.object("", object);
    } else if (json != null) {
      decoder.errors.add("'' expected a map, got '" + goName(json) + "'");
    }
    if (!decoder.errors.isEmpty()) {
      throw new ConfigException(
          "%d error(s) decoding:\n\n* %s"
              .formatted(decoder.errors.size(), String.join("\n* ", decoder.errors)));
    }
    return decoder.settings;
  }

  private void object(String path, Map<?, ?> object) {
    var unknown = new ArrayList<String>();
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      String name = (String) entry.getKey();
      String key = (path.isEmpty() ? "" : path + ".") + name.toLowerCase(Locale.ROOT);
      Object value = entry.getValue();
      Setting<?> setting = BY_KEY.get(key);
      if (setting != null) {
        set(setting, value);
      } else if (key.equals(MDNS) && value instanceof Map<?, ?> nested) {
        object(MDNS, nested);
      } else {
        unknown.add(name);
      }
    }
    if (!unknown.isEmpty()) {
      unknown.sort(null);
      errors.add("'%s' has invalid keys: %s".formatted(path, String.join(", ", unknown)));
    }
  }

  private <T> void set(Setting<T> setting, @Nullable Object value) {
    if (value == null) {
      return;
    }
    try {
      settings = settings.with(setting, setting.kind().fromJson().apply(value));
    } catch (ClassCastException e) {
      errors.add(
          "'%s' expected type '%s', got unconvertible type '%s'"
              .formatted(setting.key(), setting.kind().goName(), goName(value)));
    }
  }

  private static String goName(Object json) {
    return switch (json) {
      case String _ -> "string";
      case Boolean _ -> "bool";
      case Number _ -> "float64";
      case Map<?, ?> _ -> "map";
      default -> "slice";
    };
  }
}
