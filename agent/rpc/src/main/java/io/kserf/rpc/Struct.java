package io.kserf.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.msgpack.value.IntegerValue;
import org.msgpack.value.Value;
import org.msgpack.value.ValueFactory;

/**
 * A struct as it came from the wire, read as Serf reads one: names are case-sensitive, unknown
 * fields are ignored, absent and nil ones have the zero value of the type that is asked for.
 */
final class Struct {
  private static final int U8_MAX = 0xff;
  private static final int U16_MAX = 0xffff;

  private final String what;
  private final Map<String, Value> fields;

  private Struct(String what, Map<String, Value> fields) {
    this.what = what;
    this.fields = fields;
  }

  /**
   * @param what names the struct in error messages
   */
  static Struct of(Value value, String what) {
    return new Struct(what, entries(value, what));
  }

  /** A struct whose fields came without names, in the order of its declaration. */
  static Struct of(Value value, String what, List<String> order) {
    if (!value.isArrayValue()) {
      return of(value, what);
    }
    List<Value> values = value.asArrayValue().list();
    Map<String, Value> fields = new LinkedHashMap<>();
    for (int i = 0; i < Math.min(values.size(), order.size()); i++) {
      fields.put(order.get(i), values.get(i));
    }
    return new Struct(what, fields);
  }

  boolean has(String name) {
    return !field(name).isNilValue();
  }

  String string(String name) {
    return text(field(name), name);
  }

  /** Byte arrays may come as strings: the older msgpack did not tell them apart. */
  byte[] bytes(String name) {
    Value value = field(name);
    if (value.isNilValue()) {
      return new byte[0];
    }
    if (!value.isRawValue()) {
      throw unexpected(name, "bytes", value);
    }
    return value.asRawValue().asByteArray();
  }

  boolean bool(String name) {
    Value value = field(name);
    if (value.isBooleanValue()) {
      return value.asBooleanValue().getBoolean();
    }
    return switch ((int) number(value, name, 0, 1)) {
      case 0 -> false;
      default -> true;
    };
  }

  int u8(String name) {
    return (int) number(field(name), name, 0, U8_MAX);
  }

  int u16(String name) {
    return (int) number(field(name), name, 0, U16_MAX);
  }

  int i32(String name) {
    return (int) number(field(name), name, Integer.MIN_VALUE, Integer.MAX_VALUE);
  }

  long i64(String name) {
    return number(field(name), name, Long.MIN_VALUE, Long.MAX_VALUE);
  }

  /** Unsigned: values beyond {@link Long#MAX_VALUE} come as negative ones. */
  long u64(String name) {
    Value value = field(name);
    if (value.isIntegerValue() && !value.asIntegerValue().isInLongRange()) {
      return value.asIntegerValue().asBigInteger().longValue();
    }
    return number(value, name, 0, Long.MAX_VALUE);
  }

  double f64(String name) {
    return real(field(name), name);
  }

  List<Double> doubles(String name) {
    return list(name, value -> real(value, name));
  }

  List<String> strings(String name) {
    return list(name, value -> text(value, name));
  }

  Map<String, String> stringMap(String name) {
    return map(name, value -> text(value, name));
  }

  Map<String, Integer> countMap(String name) {
    return map(name, value -> (int) number(value, name, 0, Integer.MAX_VALUE));
  }

  Struct struct(String name) {
    return of(field(name), path(name));
  }

  List<Struct> structs(String name) {
    return list(name, value -> of(value, path(name)));
  }

  /** The struct itself as a map of maps, for {@code stats}. */
  Map<String, Map<String, String>> sections() {
    Map<String, Map<String, String>> sections = new LinkedHashMap<>();
    fields.keySet().forEach(name -> sections.put(name, stringMap(name)));
    return sections;
  }

  private <T> List<T> list(String name, Function<Value, T> element) {
    Value value = field(name);
    if (value.isNilValue()) {
      return List.of();
    }
    if (!value.isArrayValue()) {
      throw unexpected(name, "a list", value);
    }
    List<T> elements = new ArrayList<>(value.asArrayValue().size());
    value.asArrayValue().forEach(v -> elements.add(element.apply(v)));
    return elements;
  }

  private <T> Map<String, T> map(String name, Function<Value, T> element) {
    Map<String, T> map = new LinkedHashMap<>();
    entries(field(name), path(name)).forEach((key, value) -> map.put(key, element.apply(value)));
    return map;
  }

  private static Map<String, Value> entries(Value value, String what) {
    if (value.isNilValue()) {
      return Map.of();
    }
    if (!value.isMapValue()) {
      throw new MalformedRpc("%s: expected a map, got %s".formatted(what, kind(value)));
    }
    Map<String, Value> entries = new LinkedHashMap<>();
    value
        .asMapValue()
        .map()
        .forEach(
            (key, v) -> {
              if (!key.isRawValue()) {
                throw new MalformedRpc("%s: a key is %s, not text".formatted(what, kind(key)));
              }
              entries.put(key.asRawValue().toString(), v);
            });
    return entries;
  }

  // toString and not asString: a name that is no UTF-8 must not cost the connection.
  private String text(Value value, String name) {
    if (value.isNilValue()) {
      return "";
    }
    if (!value.isRawValue()) {
      throw unexpected(name, "text", value);
    }
    return value.asRawValue().toString();
  }

  private long number(Value value, String name, long min, long max) {
    if (value.isNilValue()) {
      return 0;
    }
    if (!value.isIntegerValue()) {
      throw unexpected(name, "an integer", value);
    }
    IntegerValue integer = value.asIntegerValue();
    if (!integer.isInLongRange() || integer.toLong() < min || integer.toLong() > max) {
      throw new MalformedRpc("%s: %s is out of range".formatted(path(name), integer));
    }
    return integer.toLong();
  }

  private double real(Value value, String name) {
    if (value.isNilValue()) {
      return 0;
    }
    if (!value.isNumberValue()) {
      throw unexpected(name, "a number", value);
    }
    return value.asNumberValue().toDouble();
  }

  private Value field(String name) {
    return fields.getOrDefault(name, ValueFactory.newNil());
  }

  private MalformedRpc unexpected(String name, String wanted, Value value) {
    return new MalformedRpc("%s: expected %s, got %s".formatted(path(name), wanted, kind(value)));
  }

  private String path(String name) {
    return what + "." + name;
  }

  private static String kind(Value value) {
    return value.getValueType().name().toLowerCase(Locale.ROOT);
  }
}
