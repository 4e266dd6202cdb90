package io.kserf.daemon.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;

/** The values that were given, of one source or of several merged. Immutable. */
public final class Settings {
  static final Settings NONE = new Settings(Map.of());

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /** The value that was given, or the default. */
  public <T> T get(Setting<T> setting) {
    @SuppressWarnings("unchecked") // Only `with` adds values, each of its setting's type.
    T value = (T) values.get(setting);
    return value == null ? setting.byDefault() : value;
  }

  /** Whether a value was given that differs from what counts without it. */
  public boolean has(Setting<?> setting) {
    return values.containsKey(setting) && !setting.byDefault().equals(values.get(setting));
  }

  /** A later value of one setting, by the rule of its kind. */
  <T> Settings with(Setting<T> setting, T later) {
    var merged = new IdentityHashMap<>(values);
    merged.put(setting, setting.kind().merge().apply(get(setting), later));
    return new Settings(Collections.unmodifiableMap(merged));
  }

  /** All values of a later source, each by the rule of its kind. */
  Settings with(Settings later) {
    Settings merged = this;
    for (Setting<?> setting : later.values.keySet()) {
      merged = merged.withFrom(later, setting);
    }
    return merged;
  }

  private <T> Settings withFrom(Settings later, Setting<T> setting) {
    return with(setting, later.get(setting));
  }
}
