package io.kserf.daemon.config;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Objects;

/** The values that were given, of one source or of several merged. Immutable. */
public final class Settings {
  static final Settings NONE = new Settings(Map.of());

  private final Map<Setting<?>, Object> values;

  private Settings(Map<Setting<?>, Object> values) {
    this.values = values;
  }

  /** The value that was given, or the default where none was or an empty one. */
  public <T> T get(Setting<T> setting) {
    return values.containsKey(setting)
        ? setting.kind().merge().apply(setting.byDefault(), given(setting))
        : setting.byDefault();
  }

  /** Whether a value was given that differs from what counts without it. */
  public boolean has(Setting<?> setting) {
    return !setting.byDefault().equals(get(setting));
  }

  @SuppressWarnings("unchecked") // Only `with` adds values, each of its setting's type.
  private <T> T given(Setting<T> setting) {
    return (T) Objects.requireNonNull(values.get(setting));
  }

  /** A later value of one setting, by the rule of its kind. */
  <T> Settings with(Setting<T> setting, T later) {
    var merged = new IdentityHashMap<>(values);
    merged.put(
        setting,
        values.containsKey(setting) ? setting.kind().merge().apply(given(setting), later) : later);
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
    return with(setting, later.given(setting));
  }
}
