package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.serf.notation.LayerNotation;
import io.kserf.serf.notation.Reencoding;
import io.kserf.swim.Keyring;
import io.kserf.swim.SwimException;
import io.kserf.swim.wire.MalformedMessage;
import io.kserf.swim.wire.PacketLayers;
import io.kserf.swim.wire.StreamLayers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/** Takes captured gossip apart; asks no agent. */
final class PacketCommand implements Command {
  /** What UDP holds. */
  static final int MAX_PACKET_BYTES = 64 << 10;

  /** A message of 20 MiB, and the headers around it. */
  static final int MAX_STREAM_BYTES = (20 << 20) + 1_024;

  private static final int MAX_LABEL_BYTES = 255;
  private static final Pattern CONTROLS = Pattern.compile("\\p{Cc}");

  private final List<String> keys = new ArrayList<>();
  private String label = "";
  private boolean stream;
  private boolean reencode;

  @Override
  public String synopsis() {
    return "Shows what captured gossip says";
  }

  @Override
  public String help() {
    return """
    Usage: kserf packet decode [options]

      Reads gossip in hexadecimal from standard input, one packet a line, and prints each as JSON on
      a line: its layers (label, encryption, checksum, compression, compound), the messages, and
      what Serf put into them. Blank lines are passed over. Keys are printed, too.

      A line that makes no sense is told on standard error, and the exit code is 1 in the end.

    Options:

      -key=BASE64               A key to decrypt with. May be given more than once: each is tried.
                                Without any, lines are taken as not encrypted.

      -label=NAME               The pool's label. Needed only for what a listener wrote to an
                                encrypted stream; elsewhere the line tells.

      -stream                   A line is what one side wrote to a TCP connection, not a packet.

      -reencode                 Prints hexadecimal of the same messages, written anew in the same
                                layers with the same nonce: the line itself, if it is as Serf or
                                Kserf writes.
    """;
  }

  @Override
  public int run(List<String> words, Console console) {
    if (words.isEmpty() || !words.getFirst().equals("decode")) {
      throw Failure.nothingToDo();
    }
    List<String> rest =
        new GoFlags()
            .value("key", keys::add)
            .value("label", this::label)
            .toggle("stream", on -> stream = on)
            .toggle("reencode", on -> reencode = on)
            .parse(words.subList(1, words.size()));
    if (!rest.isEmpty()) {
      throw Failure.misuse("Too many command line arguments.");
    }
    return decodeLines(keyring(), console);
  }

  private void label(String text) {
    if (text.getBytes(UTF_8).length > MAX_LABEL_BYTES) {
      throw new IllegalArgumentException("a label has at most " + MAX_LABEL_BYTES + " bytes");
    }
    label = text;
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

  private int decodeLines(Keyring keyring, Console console) {
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
