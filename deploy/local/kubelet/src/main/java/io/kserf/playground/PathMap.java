package io.kserf.playground;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Folders that a container sees, and where they really are. There is no mount namespace, so paths
 * are rewritten where they stand: in the command, the arguments and the environment. Paths inside
 * of files are not: what runs here takes its paths from the command line.
 */
record PathMap(List<Entry> entries) {
  static final PathMap EMPTY = new PathMap(List.of());

  record Entry(String inside, String outside) {}

  PathMap with(String inside, String outside) {
    var all = new ArrayList<>(entries);
    all.add(new Entry(stripSlash(inside), stripSlash(outside)));
    // The longest folder first, so that a mount below another one wins.
    all.sort(Comparator.comparingInt((Entry e) -> e.inside.length()).reversed());
    return new PathMap(List.copyOf(all));
  }

  /** The word with its path rewritten: the whole word, or what follows an equals sign. */
  String rewrite(String word) {
    int equals = word.indexOf('=');
    String path = equals >= 0 && word.startsWith("-") ? word.substring(equals + 1) : word;
    String head = word.substring(0, word.length() - path.length());
    for (Entry entry : entries) {
      if (path.equals(entry.inside) || path.startsWith(entry.inside + "/")) {
        return head + entry.outside + path.substring(entry.inside.length());
      }
    }
    return word;
  }

  private static String stripSlash(String folder) {
    return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
  }
}
