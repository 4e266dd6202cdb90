package io.kserf.daemon;

import io.kserf.daemon.config.AgentConfig;
import io.kserf.daemon.config.Setting;
import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the agent says of itself when it runs, laid out as Serf does: scripts read it. */
final class Banner {
  private static final Pattern WITH_PORT = Pattern.compile("[^:]*:\\d+|\\[.*]:\\d+");

  private Banner() {}

  static List<String> lines(AgentConfig config, Serf serf) {
    var lines = new ArrayList<String>();
    lines.add("                  Node name: '" + serf.localMember().name() + "'");
    lines.add("                  Bind addr: '" + withPort(config.bind()) + "'");
    String advertise = config.get(Setting.ADVERTISE);
    if (!advertise.isEmpty()) {
      lines.add("Advertise addr: '" + withPort(advertise) + "'");
    }
    lines.add("                   RPC addr: '" + config.rpc() + "'");
    lines.add("                  Encrypted: " + serf.isEncrypted());
    lines.add("                   Snapshot: " + !config.get(Setting.SNAPSHOT_PATH).isEmpty());
    lines.add("                    Profile: " + config.get(Setting.PROFILE));
    lines.add("Message Compression Enabled: " + config.compression());
    config.http().ifPresent(http -> lines.add("                  HTTP addr: '" + http + "'"));
    return lines;
  }

  static String withPort(String address) {
    return WITH_PORT.matcher(address).matches() ? address : address + ":" + SerfConfig.DEFAULT_PORT;
  }
}
