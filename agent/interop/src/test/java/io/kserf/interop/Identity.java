package io.kserf.interop;

import java.util.Map;

/**
 * Who a member is.
 *
 * @param ip a loopback address of its own
 * @param encryptKey base64, or empty for a plain pool
 */
record Identity(String name, String ip, Map<String, String> tags, String encryptKey) {
  String address() {
    return ip + ":7946";
  }

  String rpcAddress() {
    return ip + ":7373";
  }
}
