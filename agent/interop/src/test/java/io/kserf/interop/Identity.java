package io.kserf.interop;

import java.util.Map;

/**
 * Who a member is, and where.
 *
 * @param encryptKey base64, or empty for a plain pool
 */
record Identity(String name, Place place, Map<String, String> tags, String encryptKey) {
  String address() {
    return place.address();
  }
}
