package io.kserf.daemon.cli;

import io.kserf.rpc.RpcMember;
import java.util.List;

/** How {@code members -watch} shows the members that its filters let through. */
interface MemberView {
  /** What is told of a member. */
  interface Row {
    List<String> cells(RpcMember member, String status);
  }

  /**
   * @param news what has happened since the last call
   * @param members what the list is now
   */
  void show(List<MemberFeed.News> news, List<RpcMember> members);

  /** The user has had enough. */
  void end();

  /** Names and tags were written by others, and could move the cursor or forge lines. */
  static String clean(String cell) {
    return cell.codePoints()
        .map(c -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? '?' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
