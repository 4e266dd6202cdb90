package io.kserf.serf.wire;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The few tags of one of many members: in order, unmodifiable, and in one array, where a hash map
 * would take several times as much memory as the texts. A look-up compares with each key.
 */
final class TagMap extends AbstractMap<String, String> {
  /** Key, value, key, value and so on. */
  private final String[] texts;

  /**
   * @param shared returns an equal text, perhaps one that is in use already
   */
  TagMap(Map<String, String> tags, UnaryOperator<String> shared) {
    texts = new String[2 * tags.size()];
    int i = 0;
    for (var tag : tags.entrySet()) {
      texts[i++] = shared.apply(tag.getKey());
      texts[i++] = shared.apply(tag.getValue());
    }
  }

  @Override
  public int size() {
    return texts.length / 2;
  }

  @Override
  public @Nullable String get(@Nullable Object key) {
    for (int i = 0; i < texts.length; i += 2) {
      if (texts[i].equals(key)) {
        return texts[i + 1];
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return TagMap.this.size();
      }

      @Override
      public Iterator<Entry<String, String>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Entry<String, String>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < texts.length;
    }

    @Override
    public Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      next += 2;
      return Map.entry(texts[next - 2], texts[next - 1]);
    }
  }
}
