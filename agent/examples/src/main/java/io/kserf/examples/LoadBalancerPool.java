package io.kserf.examples;

import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Address;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Keeps a load balancer's list of web servers equal to the pool: an nginx {@code upstream}, written
 * whenever membership changes. A server that starts is in it, one that fails or leaves is not.
 */
public final class LoadBalancerPool {
  private static final System.Logger LOG = System.getLogger(LoadBalancerPool.class.getName());

  /** Nginx takes no upstream without servers; nobody listens here, so it answers 502. */
  private static final String NOBODY = "127.0.0.1:65535";

  private final String service;
  private final Path file;
  private final Runnable reload;

  private LoadBalancerPool(String service, Path file, Runnable reload) {
    this.service = service;
    this.file = file;
    this.reload = reload;
  }

  /**
   * Writes the list now, and whenever it changes, until {@code serf} stops.
   *
   * @param file is replaced in one step, so that its reader never sees half of a list
   * @param reload called after each change of the file; may block
   */
  public static void start(Serf serf, String service, Path file, Runnable reload) {
    var list = new LoadBalancerPool(service, file, reload);
    serf.watchMembers().subscribe(pool -> list.follow(pool.members()));
  }

  private void follow(List<SerfMember> members) {
    try {
      update(render(members));
    } catch (IOException e) {
      // The next change tries again; meanwhile the old list stands.
      LOG.log(Level.ERROR, "cannot write {0}: {1}", file, e.toString());
    }
  }

  private String render(List<SerfMember> members) {
    List<String> servers =
        ServiceDiscovery.find(service, members).stream().map(Address::toString).toList();
    return (servers.isEmpty() ? List.of(NOBODY) : servers)
        .stream()
            .map(server -> "  server " + server + ";\n")
            .collect(Collectors.joining("", "upstream " + service + " {\n", "}\n"));
  }

  private void update(String text) throws IOException {
    if (Files.exists(file) && Files.readString(file).equals(text)) {
      return;
    }
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(fresh, text);
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    reload.run();
  }

  /** {@code NAME BIND SEED FILE}: keeps the list of the service {@code web} in the file. */
  public static void main(String[] args) {
    try (Serf serf = Serf.create(SerfConfig.lan().name(args[0]).bind(args[1]))) {
      Path file = Path.of(args[3]);
      start(serf, "web", file, () -> System.out.println("changed: " + file));
      serf.join(List.of(args[2]));
      serf.awaitStop();
    }
  }
}
