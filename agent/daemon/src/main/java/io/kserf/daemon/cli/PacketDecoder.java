package io.kserf.daemon.cli;

import io.kserf.serf.notation.LayerNotation;
import io.kserf.serf.notation.Reencoding;
import io.kserf.swim.Keyring;
import io.kserf.swim.SwimException;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.PacketLayers;
import io.kserf.swim.wire.StreamLayers;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Prints the lines of captured gossip, with what {@code packet} was told about them. */
final class PacketDecoder {
  /** What UDP holds. */
  static final int MAX_PACKET_BYTES = 64 << 10;

  /** A message of 20 MiB, and the headers around it. */
  static final int MAX_STREAM_BYTES = (20 << 20) + 1_024;

  private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");

  private final List<String> keys;
  private final String label;
  private final boolean stream;
  private final boolean reencode;

  PacketDecoder(List<String> keys, String label, boolean stream, boolean reencode) {
    this.keys = keys;
    this.label = label;
    this.stream = stream;
    this.reencode = reencode;
  }

  /** Names no key: the text may be one, but for a slip. */
  private Keyring keyring() {
    Keyring keyring = Keyring.disabled();
    for (int i = 0; i < keys.size(); i++) {
      try {
        keyring.add(Base64.getDecoder().decode(keys.get(i)));
      } catch (IllegalArgumentException | SwimException e) {
        throw new Failure(
            "Bad -key, number %d: it must be base64 of 16, 24 or 32 bytes".formatted(i + 1));
      }
    }
    return keyring;
  }

  /** Returns the exit code. */
  int decodeLines(Console console) {
    Keyring keyring = keyring();
    var lines =
        stream
            ? new HexLines(console.in(), MAX_STREAM_BYTES, "more than 20 MiB")
            : new HexLines(
                console.in(),
                MAX_PACKET_BYTES,
                "more than 65,536 bytes (a TCP stream needs -stream)");
    int exit = Cli.SUCCESS;
    while (true) {
      try {
        byte[] bytes = lines.next();
        if (bytes.length == 0) {
          return exit;
        }
        print(bytes, keyring, console);
      } catch (BadLine e) {
        console.out().flush();
        // It may quote a label, which anybody may have sent.
        String why = CONTROLS.matcher(String.valueOf(e.getMessage())).replaceAll("?");
        console.err().println("line " + lines.number() + ": " + why);
        exit = Cli.FAILED;
      }
    }
  }

  private void print(byte[] bytes, Keyring keyring, Console console) {
    try {
      if (reencode) {
        byte[] again =
            stream
                ? Reencoding.of(openStream(bytes, keyring), bytes)
                : Reencoding.of(openPacket(bytes, keyring), bytes);
        console.out().println(HexFormat.of().formatHex(again));
      } else {
        Json.printLine(
            console.out(),
            stream
                ? LayerNotation.describe(openStream(bytes, keyring))
                : LayerNotation.describe(openPacket(bytes, keyring)));
      }
    } catch (MalformedMessage e) {
      throw new BadLine(e.getMessage() + advice(e, bytes, keyring));
    }
  }

  private StreamLayers openStream(byte[] bytes, Keyring keyring) {
    return StreamLayers.open(bytes, label, keyring);
  }

  private PacketLayers openPacket(byte[] bytes, Keyring keyring) {
    return PacketLayers.open(bytes, label, keyring);
  }

  private String advice(MalformedMessage cause, byte[] bytes, Keyring keyring) {
    if (keyring.isEnabled()) {
      return cause.isAnswered()
          ? " (try another -key or -label, or none where nothing is encrypted)"
          : "";
    }
    if (stream) {
      return cause.isAnswered() ? " (try -key)" : "";
    }
    return PacketLayers.mayBeEncrypted(bytes)
        ? " (if it is all there, it may be encrypted: try -key)"
        : "";
  }
}
