package io.kserf.rpc;

import java.util.Map;

/**
 * A member as an agent reports it.
 *
 * @param addr IP address bytes, 4 or 16
 * @param status {@code alive}, {@code leaving}, {@code left} or {@code failed}
 */
public record RpcMember(
    String name,
    byte[] addr,
    int port,
    Map<String, String> tags,
    String status,
    int protocolMin,
    int protocolMax,
    int protocolCur,
    int delegateMin,
    int delegateMax,
    int delegateCur) {}
