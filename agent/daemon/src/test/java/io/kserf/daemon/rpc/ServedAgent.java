package io.kserf.daemon.rpc;

import io.kserf.daemon.Loopback;
import io.kserf.daemon.agent.Agent;
import io.kserf.daemon.config.AgentConfig;
import io.kserf.daemon.config.Setting;
import io.kserf.daemon.log.LogLine;
import io.kserf.daemon.log.LogWriter;
import io.kserf.swim.Log.Level;
import io.kserf.swim.Telemetry;
import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** An agent in this process, with its RPC port. */
record ServedAgent(Agent agent, RpcServer server, List<String> logged, CompletableFuture<Void> left)
    implements AutoCloseable {
  static final String IP = Loopback.address(31);

  /** On ports that are free, unless the flags say otherwise. */
  static ServedAgent start(String name, String... flags) throws IOException {
    return start(RpcPatience.DEFAULT, name, flags);
  }

  static ServedAgent start(RpcPatience patience, String name, String... flags) throws IOException {
    var words =
        new ArrayList<>(List.of("-node=" + name, "-bind=" + IP + ":0", "-rpc-addr=" + IP + ":0"));
    words.addAll(List.of(flags));
    var config = AgentConfig.read(words, Map.of());
    var log = new LogWriter(Clock.systemUTC());
    var logged = new CopyOnWriteArrayList<String>();
    log.follow(Level.DEBUG, (LogLine line) -> logged.add(line.text()));
    var agent = Agent.start(config, log, Telemetry.none());
    var left = new CompletableFuture<Void>();
    var server =
        RpcServer.listen(
            config.rpc(),
            agent,
            config.get(Setting.RPC_AUTH),
            log,
            Telemetry.none(),
            () -> left.complete(null),
            patience);
    return new ServedAgent(agent, server, logged, left);
  }

  Socket connect() throws IOException {
    var socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  String rpcAddress() {
    return server.address().getAddress().getHostAddress() + ":" + server.address().getPort();
  }

  @Override
  public void close() {
    server.close();
    agent.close();
  }
}
