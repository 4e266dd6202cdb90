package io.kserf.benchmarks;

/** scratch */
final class MemoryFigures {
  public static void main(String[] args) {
    int k = Integer.parseInt(args[0]);
    int n = Integer.parseInt(args[1]);
    java.util.Map<io.kserf.swim.Identity, io.kserf.swim.Identity> known = new java.util.HashMap<>();
    io.kserf.swim.Identities ids = i -> known.computeIfAbsent(i, f -> f);
    var crowd = new Crowd();
    byte[] all = crowd.pushPull(0, n);
    var warm = new Onlooker(1, i -> i, false);
    warm.hear(all);
    System.out.println(warm.aliveMembers() + " " + all.length);
    warm = null;
    long h0 = Heap.usedBytes();
    var agents = new java.util.ArrayList<Onlooker>();
    for (int i = 0; i < k; i++) agents.add(new Onlooker(i + 2, ids, false));
    long he = Heap.usedBytes();
    agents.getFirst().hear(all);
    long h1 = Heap.usedBytes();
    for (int i = 1; i < k; i++) agents.get(i).hear(all);
    long hk = Heap.usedBytes();
    if (args.length > 2)
      try {
        Thread.sleep(9000);
      } catch (InterruptedException e) {
      }
    double empty = (he - h0) / (double) k;
    double marginal = (hk - h1) / (double) (k - 1);
    System.out.printf(
        "empty agent %.0f B, member beyond identity %.2f B, identity %.1f B, one agent %.2f MB%n",
        empty, marginal / n, (h1 - he - marginal) / n, (h1 - he + empty) / 1e6);
    for (int from = n; from < n * 1.15; from += n / 100) {
      byte[] more = crowd.pushPull(from, from + n / 100);
      for (var a : agents) a.hear(more);
      long h = Heap.usedBytes();
      int m = from + n / 100;
      System.out.printf("%d %.2f%n", m, (h - he - 0.0) / m);
    }
    System.out.println(agents.size());
  }
}
