package io.kserf.operator.agents;

import io.kserf.api.v1alpha1.MemberStatus;
import io.kserf.operator.view.AgentView;
import io.kserf.operator.view.Sighting;
import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcMember;
import io.kserf.rpc.RpcOptions;
import io.kserf.rpc.RpcRecord;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's line to one agent: connects, and connects again, until it is closed.
 *
 * <p>An agent that is an observer streams its news. News is only a reason to ask: the truth is the
 * list of members that the agent then gives, so that nothing depends on the order in which news and
 * answers arrive. Other agents are asked now and then whether they are still there.
 *
 * <p>One thread of its own waits on the network; every other method returns at once.
 */
final class AgentConnection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AgentConnection.class);

  private final Agent agent;
  private final RpcOptions options;
  private final Timings timings;
  private final Runnable changed;
  private final Backoff backoff;
  private final Bell bell = new Bell();
  private final List<Consumer<RpcRecord.User>> userEventListeners = new CopyOnWriteArrayList<>();
  private final Thread thread;

  private volatile boolean closed;
  private volatile boolean observer;
  private volatile AgentReport report;

  private AgentConnection(Agent agent, String token, Timings timings, Runnable changed) {
    this.agent = agent;
    this.options =
        RpcOptions.of(agent.rpcAddress())
            .withAuthKey(token)
            .withTimeouts(timings.connect(), timings.call());
    this.timings = timings;
    this.changed = changed;
    this.backoff = new Backoff(timings.backoffMin(), timings.backoffMax(), new SplittableRandom());
    this.report = AgentReport.unheard(agent, Instant.now());
    this.thread = Thread.ofVirtual().name("agent-" + agent.name()).unstarted(this::stayConnected);
  }

  /**
   * @param changed called when the report has changed, on the connection's thread: must not block
   */
  static AgentConnection start(Agent agent, String token, Timings timings, Runnable changed) {
    var connection = new AgentConnection(agent, token, timings, changed);
    connection.thread.start();
    return connection;
  }

  Agent agent() {
    return agent;
  }

  AgentReport report() {
    return report;
  }

  /** Whether this agent's view is wanted. */
  void observe(boolean wanted) {
    if (observer != wanted) {
      observer = wanted;
      bell.ring();
    }
  }

  /** There is reason to believe that the agent is there: a pause before the next attempt ends. */
  void hurry() {
    if (!report.answers()) {
      bell.ring();
    }
  }

  /** Tells user events of an observer's stream, on the reader's thread: must not block. */
  void onUserEvent(Consumer<RpcRecord.User> listener) {
    userEventListeners.add(listener);
  }

  void forget(Consumer<RpcRecord.User> listener) {
    userEventListeners.remove(listener);
  }

  /**
   * A line beside this one for work that takes the agent a while: an agent carries out the requests
   * of one connection one after another.
   */
  RpcClient besides() {
    return RpcClient.connect(options.withTimeouts(timings.connect(), timings.work()));
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }

  private void stayConnected() {
    try {
      while (!closed) {
        try (var client = RpcClient.connect(options)) {
          stayIn(client);
        } catch (RpcException e) {
          become(last -> last.silent(messageOf(e), Instant.now()));
        } catch (RuntimeException e) {
          LOG.warn("agent {}: its answer cannot be used", agent.name(), e);
          become(last -> last.silent("its answer cannot be used: " + e, Instant.now()));
        }
        bell.await(backoff.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns or throws when the connection is of no more use. */
  private void stayIn(RpcClient client) throws InterruptedException {
    var gone = new AtomicBoolean();
    client.onClosed(
        () -> {
          gone.set(true);
          bell.ring();
        });
    RpcClient.@Nullable Subscription stream = null;
    while (!closed && !gone.get()) {
      boolean observing = observer;
      if (observing && stream == null) {
        // Before the first question: whatever happens after its answer is news.
        stream = client.stream("raw:*", this::heard);
      } else if (!observing && stream != null) {
        stream.stop();
        stream = null;
      }
      ask(client, observing);
      if (bell.await(timings.refresh())) {
        Thread.sleep(timings.settle());
      }
    }
  }

  private void ask(RpcClient client, boolean observing) {
    if (observing) {
      var view = AgentView.of(agent.name(), sightings(client.members()));
      become(last -> last.answering(view, Instant.now()));
    } else {
      client.stats();
      become(last -> last.answering(null, Instant.now()));
    }
    backoff.reset();
  }

  private void heard(RpcRecord news) {
    switch (news) {
      case RpcRecord.Members members -> bell.ring();
      case RpcRecord.User event -> userEventListeners.forEach(listener -> listener.accept(event));
      case RpcRecord.Query query -> {}
    }
  }

  private void become(UnaryOperator<AgentReport> change) {
    var last = report;
    var next = change.apply(last);
    report = next;
    if (!next.equals(last) && !closed) {
      changed.run();
    }
  }

  private static String messageOf(RpcException e) {
    return Objects.requireNonNullElse(e.getMessage(), "no answer");
  }

  private static List<Sighting> sightings(List<RpcMember> members) {
    return members.stream().flatMap(member -> sighting(member).stream()).toList();
  }

  private static Optional<Sighting> sighting(RpcMember member) {
    return status(member.status())
        .map(
            status ->
                new Sighting(
                    member.name(), address(member.addr(), member.port()), status, member.tags()));
  }

  /** Empty for {@code none}, which says that the agent only heard of the member. */
  private static Optional<MemberStatus> status(String text) {
    return switch (text) {
      case "alive" -> Optional.of(MemberStatus.ALIVE);
      case "leaving" -> Optional.of(MemberStatus.LEAVING);
      case "left" -> Optional.of(MemberStatus.LEFT);
      case "failed" -> Optional.of(MemberStatus.FAILED);
      default -> Optional.empty();
    };
  }

  private static String address(byte[] ip, int port) {
    try {
      var text = InetAddress.getByAddress(ip).getHostAddress();
      return (text.contains(":") ? "[" + text + "]" : text) + ":" + port;
    } catch (UnknownHostException e) {
      // Neither 4 nor 16 bytes: an agent's bug, and no reason to lose the member.
      return "?:" + port;
    }
  }
}
