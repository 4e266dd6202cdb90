package io.kserf.swim.wire;

import io.kserf.swim.Keyring;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A datagram layer by layer, from the outside to the inside. For tools that show or rewrite
 * packets: an agent opens them with {@link PacketCodec}, which keeps what is good of a bad packet.
 *
 * @param label empty for none
 * @param sealing how it was encrypted; empty in clear
 */
public record PacketLayers(String label, Optional<Sealing> sealing, Layer content) {

  /**
   * @param label of the pool; if empty, the one at the beginning of the datagram
   * @param keyring disabled for datagrams in clear: they do not tell
   * @throws MalformedMessage if any part is not what it claims to be
   */
  public static PacketLayers open(byte[] datagram, String label, Keyring keyring) {
    var pool = new Label(label.isEmpty() ? Label.at(datagram) : label);
    int from = pool.strip(datagram, 0, datagram.length);
    if (!keyring.isEnabled()) {
      byte[] content = Arrays.copyOfRange(datagram, from, datagram.length);
      return new PacketLayers(pool.text(), Optional.empty(), Layer.open(content));
    }
    int length = datagram.length - from;
    Encryption encryption = Encryption.reading(keyring);
    Sealing sealing = Sealing.open(encryption, datagram, from, length, pool.bytes());
    return new PacketLayers(pool.text(), Optional.of(sealing), Layer.open(sealing.plaintext()));
  }

  /**
   * Whether the datagram could be an encrypted one: behind the label stands a version of
   * encryption. Those are types of messages as well, so only a key tells.
   */
  public static boolean mayBeEncrypted(byte[] datagram) {
    int from = new Label(Label.at(datagram)).header().length;
    return from < datagram.length && (datagram[from] == 0 || datagram[from] == 1);
  }

  /** Puts the same layers around other messages: the same nonce, too, so never to be sent. */
  public byte[] seal(UnaryOperator<Message> rewritten) {
    var pool = new Label(label);
    byte[] bytes = content.encode(rewritten);
    return sealing
        .map(how -> how.seal(pool.header(), bytes, pool.bytes()))
        .orElseGet(() -> Bytes.concat(pool.header(), bytes));
  }
}
