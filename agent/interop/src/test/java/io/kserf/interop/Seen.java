package io.kserf.interop;

import java.util.Map;

/**
 * A member as another one sees it.
 *
 * @param status Serf's word: {@code alive leaving left failed}
 */
record Seen(String name, String address, String status, Map<String, String> tags) {}
