package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes captured gossip apart; asks no agent. Everybody who lists the commands loads this class,
 * and only {@code packet} itself has the engine on its class path: so that stays in {@link
 * PacketDecoder}.
 */
final class PacketCommand implements Command {
  private static final int MAX_LABEL_BYTES = 255;

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
  public GoFlags flags(AgentFlags agent) {
    return new GoFlags()
        .value("key", keys::add)
        .value("label", this::label)
        .toggle("stream", on -> stream = on)
        .toggle("reencode", on -> reencode = on);
  }

  @Override
  public Offer arguments() {
    return Offer.words("decode");
  }

  @Override
  public int run(List<String> words, Console console) {
    if (words.isEmpty() || !words.getFirst().equals("decode")) {
      throw Failure.nothingToDo();
    }
    List<String> rest =
        flags(new AgentFlags(console.environment())).parse(words.subList(1, words.size()));
    if (!rest.isEmpty()) {
      throw Failure.misuse("Too many command line arguments.");
    }
    return new PacketDecoder(keys, label, stream, reencode).decodeLines(console);
  }

  private void label(String text) {
    if (text.getBytes(UTF_8).length > MAX_LABEL_BYTES) {
      throw new IllegalArgumentException("a label has at most " + MAX_LABEL_BYTES + " bytes");
    }
    label = text;
  }
}
