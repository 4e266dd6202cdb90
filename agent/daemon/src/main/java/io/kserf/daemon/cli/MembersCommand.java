package io.kserf.daemon.cli;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcMember;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

final class MembersCommand implements Command {
  private final List<String> tags = new ArrayList<>();
  private boolean detailed;
  private String format = OutputFormat.DEFAULT;
  private String name = "";
  private String role = "";
  private String status = "";
  private boolean watch;

  @Override
  public String synopsis() {
    return "Lists the members of the pool";
  }

  @Override
  public String help() {
    return """
    Usage: kserf members [options]

      Lists the members of the pool as the agent knows them, or shows how they change.

    Options; those that filter take regular expressions:

      -detailed                 Adds the protocol versions.

      -format=text              text or json

      -name=EXPR                Members of that name.

      -role=EXPR                Deprecated: -tag role=EXPR.

      -status=EXPR              Members that are alive, leaving, left or failed.

      -tag KEY=EXPR             Members with such a tag; may be repeated.

      -watch                    Goes on until it is interrupted: on a terminal it draws the list
                                anew with each change, otherwise it prints a line for each member,
                                and then for each change.

    """
        + AgentFlags.HELP;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return agent
        .flags()
        .toggle("detailed", on -> detailed = on)
        .value("format", OutputFormat.OFFER, value -> format = value)
        .value("name", Offer.MEMBERS, value -> name = value)
        .value("role", value -> role = value)
        .value("status", Offer.words("alive", "leaving", "left", "failed"), value -> status = value)
        .value("tag", tags::add)
        .toggle("watch", on -> watch = on);
  }

  @Override
  public int run(List<String> words, Console console) {
    var agent = new AgentFlags(console.environment());
    flags(agent).parse(words);
    if (!role.isEmpty()) {
      console.out().println("Deprecation warning: 'Role' has been replaced with 'Tags'");
      tags.addFirst("role=" + role);
    }
    Map<String, String> tagFilters = Tag.map(tags);
    if (watch && OutputFormat.isJson(format)) {
      throw new Failure("-watch shows text only, not -format=" + format);
    }
    List<RpcMember> members;
    try (RpcClient client = agent.connect()) {
      if (watch) {
        return watch(client, () -> client.members(tagFilters, status, name), console);
      }
      members = client.members(tagFilters, status, name);
    } catch (RpcException e) {
      throw Failure.of("Error retrieving members", e);
    }
    OutputFormat.print(format, console, () -> text(members), () -> json(members));
    return 0;
  }

  private int watch(RpcClient client, Supplier<List<RpcMember>> list, Console console) {
    // In order, which an agent need not keep to: else they would look changed.
    MemberView.Row row = (m, shownStatus) -> cells(m, shownStatus, new TreeMap<>(m.tags()));
    MemberView view =
        console.terminal().isThere()
            ? new MemberScreen(console.out(), console.terminal(), row)
            : new MemberLines(console.out(), Clock.systemUTC(), row);
    return new MemberWatch(client, list, view, console).run();
  }

  private String text(List<RpcMember> members) {
    var table = new Columns();
    members.forEach(m -> table.row(cells(m, m.status(), m.tags()).toArray(String[]::new)));
    return table.toString();
  }

  private List<String> cells(RpcMember m, String shownStatus, Map<String, String> shownTags) {
    String tagText =
        shownTags.entrySet().stream()
            .map(tag -> tag.getKey() + "=" + tag.getValue())
            .collect(Collectors.joining(","));
    List<String> cells = List.of(m.name(), MemberAddress.of(m), shownStatus, tagText);
    if (!detailed) {
      return cells;
    }
    List<String> more = new ArrayList<>(cells);
    more.add("Protocol Version: " + m.delegateCur());
    more.add("Available Protocol Range: [" + m.delegateMin() + ", " + m.delegateMax() + "]");
    return more;
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
