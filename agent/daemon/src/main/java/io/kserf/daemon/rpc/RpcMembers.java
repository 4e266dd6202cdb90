package io.kserf.daemon.rpc;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcRequest.MembersFiltered;
import io.kserf.serf.SerfMember;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Members as RPC shows them, and the filter of {@code members-filtered}. */
final class RpcMembers {
  private RpcMembers() {}

  static List<RpcMember> of(List<SerfMember> members) {
    return members.stream().map(RpcMembers::of).toList();
  }

  private static RpcMember of(SerfMember member) {
    SerfMember.Versions versions = member.versions();
    return new RpcMember(
        member.name(),
        member.address().ip(),
        member.address().port(),
        member.tags(),
        member.status().text(),
        versions.protocolMin(),
        versions.protocolMax(),
        versions.protocolCurrent(),
        versions.delegateMin(),
        versions.delegateMax(),
        versions.delegateCurrent());
  }

  /**
   * @throws Refused if an expression is malformed: Serf closes the connection without an answer
   */
  static List<SerfMember> filter(List<SerfMember> members, MembersFiltered filter) {
    Pattern name = compile(filter.name());
    Pattern status = compile(filter.status());
    Map<String, Pattern> tags = new HashMap<>();
    filter.tags().forEach((tag, expression) -> tags.put(tag, compile(expression)));
    return members.stream()
        .filter(member -> filter.name().isEmpty() || name.matcher(member.name()).find())
        .filter(
            member -> filter.status().isEmpty() || status.matcher(member.status().text()).find())
        .filter(
            member ->
                tags.entrySet().stream()
                    .allMatch(tag -> tag.getValue().matcher(member.tag(tag.getKey())).find()))
        .toList();
  }

  /** Anchored as Serf does it, without a group: {@code a|b} is {@code ^a} or {@code b$}. */
  private static Pattern compile(String expression) {
    try {
      return Pattern.compile("^" + expression + "$");
    } catch (PatternSyntaxException e) {
      throw new Refused("Failed to compile regex: " + e.getMessage());
    }
  }
}
