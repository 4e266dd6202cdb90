package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcMember;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class MembersCommand implements Command {
  private final List<String> tags = new ArrayList<>();
  private boolean detailed;
  private String format = OutputFormat.DEFAULT;
  private String name = "";
  private String role = "";
  private String status = "";

  @Override
  public String synopsis() {
    return "Lists the members of the pool";
  }

  @Override
  public String help() {
    return """
    Usage: kserf members [options]

      Lists the members of the pool as the agent knows them.

    Options; those that filter take regular expressions:

      -detailed                 Adds the protocol versions.

      -format=text              text or json

      -name=EXPR                Members of that name.

      -role=EXPR                Deprecated: -tag role=EXPR.

      -status=EXPR              Members that are alive, leaving, left or failed.

      -tag KEY=EXPR             Members with such a tag; may be repeated.

    """
        + AgentFlags.HELP;
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    agent
        .flags()
        .toggle("detailed", on -> detailed = on)
        .value("format", value -> format = value)
        .value("name", value -> name = value)
        .value("role", value -> role = value)
        .value("status", value -> status = value)
        .value("tag", tags::add)
        .parse(words);
    if (!role.isEmpty()) {
      console.out().println("Deprecation warning: 'Role' has been replaced with 'Tags'");
      tags.addFirst("role=" + role);
    }
    Map<String, String> tagFilters = Tag.map(tags);
    List<RpcMember> members;
    try (RpcClient client = agent.connect()) {
      members = client.members(tagFilters, status, name);
    } catch (RpcException e) {
      throw Failure.of("Error retrieving members", e);
    }
    OutputFormat.print(format, console, () -> text(members), () -> json(members));
    return 0;
  }

  private String text(List<RpcMember> members) {
    var table = new Columns();
    for (RpcMember m : members) {
      String tagText =
          m.tags().entrySet().stream()
              .map(tag -> tag.getKey() + "=" + tag.getValue())
              .collect(Collectors.joining(","));
      if (detailed) {
        table.row(
            m.name(),
            MemberAddress.of(m),
            m.status(),
            tagText,
            "Protocol Version: " + m.delegateCur(),
            "Available Protocol Range: [" + m.delegateMin() + ", " + m.delegateMax() + "]");
      } else {
        table.row(m.name(), MemberAddress.of(m), m.status(), tagText);
      }
    }
    return table.toString();
  }

  private static Object json(List<RpcMember> members) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put(
        "members", members.isEmpty() ? null : members.stream().map(MembersCommand::json).toList());
    return json;
  }

  private static Map<String, Object> json(RpcMember m) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", m.name());
    json.put("addr", MemberAddress.of(m));
    json.put("port", m.port());
    json.put("tags", new TreeMap<>(m.tags()));
    json.put("status", m.status());
    json.put(
        "protocol",
        new TreeMap<>(
            Map.of("min", m.delegateMin(), "max", m.delegateMax(), "version", m.delegateCur())));
    return json;
  }
}
