package io.kserf.rpc;

import java.util.List;

/** A record of a stream, as it happens at the agent. */
public sealed interface RpcRecord extends RpcResponse {
  /**
   * @param event {@code member-join}, {@code member-leave}, {@code member-failed}, {@code
   *     member-update} or {@code member-reap}
   */
  record Members(String event, List<RpcMember> members) implements RpcRecord {}

  record User(long lamportTime, String name, byte[] payload, boolean coalesce)
      implements RpcRecord {}

  /**
   * @param id for {@link RpcClient#respond}, valid on this connection until the query's deadline
   */
  record Query(long id, long lamportTime, String name, byte[] payload) implements RpcRecord {}
}
