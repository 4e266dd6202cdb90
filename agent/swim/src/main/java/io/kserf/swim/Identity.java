package io.kserf.swim;

import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who a member is: what it says of itself, which changes seldom or never. Immutable; equal when all
 * of it is equal. All instances of one process that know the member can share the object, see
 * {@link Identities}. Safe for use by several threads.
 */
public final class Identity {
  private final String name;
  private final Address address;
  private final byte[] meta;
  private final byte[] versions;
  private volatile @Nullable Object view;

  /**
   * @param name unique in the pool
   * @param address as advertised, in the form received
   * @param meta opaque to membership, at most 512 bytes; given up by the caller
   * @param versions the six protocol numbers as received; given up by the caller
   */
  public Identity(String name, Address address, byte[] meta, byte[] versions) {
    this.name = name;
    this.address = address;
    this.meta = meta;
    this.versions = versions;
  }

  public String name() {
    return name;
  }

  public Address address() {
    return address;
  }

  /** Shared: callers must not change it. */
  public byte[] meta() {
    return meta;
  }

  /** Shared: callers must not change it. */
  public byte[] versions() {
    return versions;
  }

  /**
   * What the layer above reads out of it, kept here so that it is made once and shared, too.
   *
   * @param type of the view; there is room for one, so all layers above that share this identity
   *     use the same
   * @param read a pure function. Two threads may both come to call it; either result may be kept
   */
  public <V> V view(Class<V> type, Function<Identity, V> read) {
    Object kept = view;
    if (type.isInstance(kept)) {
      return type.cast(kept);
    }
    V made = read.apply(this);
    view = made;
    return made;
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return this == o
        || (o instanceof Identity other
            && name.equals(other.name)
            && address.equals(other.address)
            && Arrays.equals(meta, other.meta)
            && Arrays.equals(versions, other.versions));
  }

  @Override
  public int hashCode() {
    return 31 * (31 * name.hashCode() + address.hashCode()) + Arrays.hashCode(meta);
  }

  @Override
  public String toString() {
    return name + " " + address;
  }
}
