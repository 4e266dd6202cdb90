package io.kserf.daemon.handler;

import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfMember;
import io.kserf.swim.wire.GoString;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a script is told of an event.
 *
 * @param environment Serf's variables, to be added to the agent's own
 * @param input what it can read from its standard input
 */
record Briefing(Map<String, String> environment, byte[] input) {
  private static final Pattern NOT_FOR_VARIABLES = Pattern.compile("[^A-Z0-9_]");

  /**
   * @param self the member that runs the script
   */
  static Briefing of(SerfEvent event, SerfMember self) {
    var environment = new HashMap<String, String>();
    environment.put("SERF_EVENT", textOf(event));
    environment.put("SERF_SELF_NAME", self.name());
    environment.put("SERF_SELF_ROLE", self.tag("role"));
    self.tags().forEach((key, value) -> environment.put(variableOf(key), value));
    return switch (event) {
      case SerfEvent.Members members -> new Briefing(environment, linesOf(members.members()));
      case SerfEvent.User user -> {
        environment.put("SERF_USER_EVENT", user.name());
        environment.put("SERF_USER_LTIME", Long.toUnsignedString(user.lamportTime()));
        yield new Briefing(environment, withNewline(user.payload()));
      }
      case SerfEvent.Query query -> {
        environment.put("SERF_QUERY_NAME", query.name());
        environment.put("SERF_QUERY_LTIME", Long.toUnsignedString(query.lamportTime()));
        yield new Briefing(environment, withNewline(query.payload()));
      }
    };
  }

  /** Serf's name for the kind of event. */
  static String textOf(SerfEvent event) {
    return switch (event) {
      case SerfEvent.Members members -> members.kind().text();
      case SerfEvent.User _ -> "user";
      case SerfEvent.Query _ -> "query";
    };
  }

  private static String variableOf(String tag) {
    return "SERF_TAG_" + NOT_FOR_VARIABLES.matcher(tag.toUpperCase(Locale.ROOT)).replaceAll("_");
  }

  /** A line a member: name, address without port, role and tags, separated by tabs. */
  private static byte[] linesOf(List<SerfMember> members) {
    String lines =
        members.stream()
            .map(
                member ->
                    String.join(
                        "\t",
                        escape(member.name()),
                        member.address().ipText(),
                        escape(member.tag("role")),
                        escape(tagsOf(member))))
            .map(line -> line + "\n")
            .collect(Collectors.joining());
    return GoString.encode(lines);
  }

  private static String tagsOf(SerfMember member) {
    return member.tags().entrySet().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(","));
  }

  /** A tab or newline in a value must not end its column or line. */
  private static String escape(String text) {
    return text.replace("\t", "\\t").replace("\n", "\\n");
  }

  /** Scripts read lines, so a payload ends in one. */
  private static byte[] withNewline(byte[] payload) {
    if (payload.length == 0 || payload[payload.length - 1] == '\n') {
      return payload;
    }
    byte[] line = Arrays.copyOf(payload, payload.length + 1);
    line[payload.length] = '\n';
    return line;
  }
}
