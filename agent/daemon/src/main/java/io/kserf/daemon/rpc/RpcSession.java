package io.kserf.daemon.rpc;

import io.kserf.daemon.agent.Agent;
import io.kserf.daemon.agent.AgentStats;
import io.kserf.daemon.agent.EventFanout;
import io.kserf.daemon.config.AgentConfig;
import io.kserf.daemon.config.ConfigException;
import io.kserf.daemon.handler.EventFilter;
import io.kserf.daemon.log.LogWriter;
import io.kserf.rpc.RpcCall;
import io.kserf.rpc.RpcCoordinate;
import io.kserf.rpc.RpcEncoder;
import io.kserf.rpc.RpcRequest;
import io.kserf.rpc.RpcResponse;
import io.kserf.serf.Coordinate;
import io.kserf.serf.KeyResult;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfMember;
import io.kserf.swim.Log.Level;
import io.kserf.swim.SwimException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the commands of one connection do. Requests come one after another, on the connection's
 * thread; what they start (streams, a monitor) ends with {@link #close()}.
 */
final class RpcSession implements AutoCloseable {
  /** Kserf's own: events as they happen, before coalescing. */
  private static final String RAW_PREFIX = "raw:";

  private static final int MAX_STREAMS = 64;
  private static final Duration LEAVE_ANSWER = Duration.ofSeconds(1);

  private final Agent agent;
  private final LogWriter log;
  private final Gatekeeper gatekeeper;
  private final Outbox outbox;
  private final String client;
  private final Runnable left;
  private final PendingQueries queries = new PendingQueries();
  private final Map<Long, EventFanout.Registration> streams = new HashMap<>();
  private Optional<Monitor> monitor = Optional.empty();

  private record Monitor(long seq, LogWriter.Registration registration) {}

  /**
   * @param client how the log names it
   * @param left called after a leave was answered
   */
  RpcSession(
      Agent agent,
      LogWriter log,
      Gatekeeper gatekeeper,
      Outbox outbox,
      String client,
      Runnable left) {
    this.agent = agent;
    this.log = log;
    this.gatekeeper = gatekeeper;
    this.outbox = outbox;
    this.client = client;
    this.left = left;
  }

  /**
   * Carries a request out and answers it. Blocks as long as that takes.
   *
   * @throws Refused if the connection has to be closed
   */
  void handle(RpcCall call) throws InterruptedException {
    long seq = call.seq();
    String objection = gatekeeper.objection(call.request());
    if (!objection.isEmpty()) {
      answer(seq, objection);
      if (gatekeeper.hasGivenUp() || call.request() instanceof RpcRequest.Unsupported) {
        throw new Refused(objection);
      }
      return;
    }
    switch (call.request()) {
      case RpcRequest.Handshake r -> answer(seq, gatekeeper.greet(r));
      case RpcRequest.Auth r -> auth(seq, r);
      case RpcRequest.Members _ -> members(seq, agent.serf().members());
      case RpcRequest.MembersFiltered r ->
          members(seq, RpcMembers.filter(agent.serf().members(), r));
      case RpcRequest.Event r ->
          answer(seq, attempt(() -> agent.userEvent(r.name(), r.payload(), r.coalesce())));
      case RpcRequest.Join r -> join(seq, r);
      case RpcRequest.Leave _ -> leave(seq);
      case RpcRequest.ForceLeave r ->
          answer(seq, attempt(() -> agent.forceLeave(r.node(), r.prune())));
      case RpcRequest.Tags r ->
          answer(seq, attempt(() -> agent.changeTags(r.deleteTags(), r.tags())));
      case RpcRequest.Stream r -> stream(seq, r.type());
      case RpcRequest.Monitor r -> monitor(seq, r.logLevel());
      case RpcRequest.Stop r -> stop(seq, r.seq());
      case RpcRequest.Query r -> query(seq, r);
      case RpcRequest.Respond r -> answer(seq, attempt(() -> queries.respond(r.id(), r.payload())));
      case RpcRequest.InstallKey r -> changeKeys(seq, () -> agent.serf().installKey(r.key()));
      case RpcRequest.UseKey r -> changeKeys(seq, () -> agent.serf().useKey(r.key()));
      case RpcRequest.RemoveKey r -> changeKeys(seq, () -> agent.serf().removeKey(r.key()));
      case RpcRequest.ListKeys _ -> listKeys(seq);
      case RpcRequest.Stats _ -> answer(seq, "", new RpcResponse.Stats(AgentStats.of(agent)));
      case RpcRequest.GetCoordinate r -> coordinate(seq, agent.serf().coordinate(r.node()));
      case RpcRequest.Unsupported r -> {
        answer(seq, "Unsupported command");
        throw new Refused("command '" + r.command() + "' not recognized");
      }
    }
  }

  private void answer(long seq, String error) throws InterruptedException {
    outbox.answer(RpcEncoder.response(seq, error));
  }

  private void answer(long seq, String error, RpcResponse body) throws InterruptedException {
    outbox.answer(RpcEncoder.response(seq, error, body));
  }

  /** Why it failed, for the client; empty if it did not. */
  private static String attempt(Runnable command) {
    try {
      command.run();
      return "";
    } catch (SwimException | SerfException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void auth(long seq, RpcRequest.Auth request) throws InterruptedException {
    String error = gatekeeper.admit(request);
    answer(seq, error);
    if (!error.isEmpty() && gatekeeper.hasGivenUp()) {
      throw new Refused(error);
    }
  }

  private void members(long seq, List<SerfMember> members) throws InterruptedException {
    answer(seq, "", new RpcResponse.MemberList(RpcMembers.of(members)));
  }

  private void join(long seq, RpcRequest.Join request) throws InterruptedException {
    int contacted = 0;
    String error = "";
    try {
      contacted = agent.join(request.existing(), request.replay());
    } catch (SwimException | SerfException e) {
      error = String.valueOf(e.getMessage());
    }
    answer(seq, error, new RpcResponse.Joined(contacted));
  }

  private void leave(long seq) throws InterruptedException {
    String error = attempt(agent::leave);
    answer(seq, error);
    if (error.isEmpty()) {
      outbox.flush(LEAVE_ANSWER);
      left.run();
    }
  }

  private void stream(long seq, String type) throws InterruptedException {
    boolean raw = type.startsWith(RAW_PREFIX);
    List<EventFilter> filters =
        EventFilter.parseList(raw ? type.substring(RAW_PREFIX.length()) : type);
    if (!filters.stream().allMatch(EventFilter::isValid)) {
      answer(seq, "Invalid event filter");
    } else if (streams.containsKey(seq)) {
      answer(seq, "Stream with given sequence exists");
    } else if (streams.size() >= MAX_STREAMS) {
      answer(seq, "More than " + MAX_STREAMS + " streams on one connection");
    } else {
      Outbox.Lane lane = outbox.newLane();
      EventFanout source = raw ? agent.rawEvents() : agent.events();
      streams.put(seq, source.add(new EventStream(seq, filters, lane, queries, client, log)));
      outbox.answer(RpcEncoder.response(seq, ""), lane);
    }
  }

  private void monitor(long seq, String levelText) throws InterruptedException {
    Level level;
    try {
      level = AgentConfig.levelOf(levelText);
    } catch (ConfigException e) {
      answer(seq, "Unknown log level: " + levelText.toUpperCase(Locale.ROOT));
      return;
    }
    if (monitor.isPresent()) {
      answer(seq, "Monitor already exists");
      return;
    }
    Outbox.Lane lane = outbox.newLane();
    outbox.answer(RpcEncoder.response(seq, ""), lane);
    monitor = Optional.of(new Monitor(seq, log.replayAndFollow(level, new LogMonitor(seq, lane))));
  }

  private void stop(long seq, long stopped) throws InterruptedException {
    EventFanout.Registration stream = streams.remove(stopped);
    if (stream != null) {
      stream.cancel();
    }
    monitor.filter(running -> running.seq == stopped).ifPresent(this::end);
    answer(seq, "");
  }

  private void end(Monitor running) {
    running.registration.cancel();
    monitor = Optional.empty();
  }

  private void query(long seq, RpcRequest.Query request) throws InterruptedException {
    var params =
        new QueryParams(
            request.filterNodes(),
            request.filterTags(),
            request.requestAck(),
            request.relayFactor(),
            request.timeout());
    Outbox.Lane lane = outbox.newLane();
    String error =
        attempt(
            () ->
                agent
                    .query(request.name(), request.payload(), params)
                    .subscribe(new QueryRecords(seq, lane)));
    if (error.isEmpty()) {
      outbox.answer(RpcEncoder.response(seq, ""), lane);
    } else {
      answer(seq, error);
    }
  }

  private void changeKeys(long seq, Supplier<KeyResult> change) throws InterruptedException {
    KeyResult result = outcome(change);
    answer(
        seq,
        result.error(),
        new RpcResponse.KeysChanged(
            result.messages(), result.numErrors(), result.numNodes(), result.numResponses()));
  }

  private void listKeys(long seq) throws InterruptedException {
    KeyResult result = outcome(() -> agent.serf().listKeys());
    answer(
        seq,
        result.error(),
        new RpcResponse.KeysListed(
            result.keys(),
            result.messages(),
            result.numErrors(),
            result.numNodes(),
            result.numResponses()));
  }

  private static KeyResult outcome(Supplier<KeyResult> operation) {
    try {
      return operation.get();
    } catch (SwimException | SerfException e) {
      return new KeyResult(String.valueOf(e.getMessage()), 0, 0, 0, Map.of(), Map.of(), Map.of());
    }
  }

  private void coordinate(long seq, @Nullable Coordinate known) throws InterruptedException {
    var coordinate =
        Optional.ofNullable(known)
            .map(c -> new RpcCoordinate(c.vec(), c.error(), c.adjustment(), c.height()));
    answer(seq, "", new RpcResponse.Coordinate(coordinate));
  }

  /** Ends what its requests started. */
  @Override
  public void close() {
    streams.values().forEach(EventFanout.Registration::cancel);
    streams.clear();
    monitor.ifPresent(this::end);
  }
}
