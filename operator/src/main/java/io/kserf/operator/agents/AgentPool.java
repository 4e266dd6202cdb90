package io.kserf.operator.agents;

import io.kserf.rpc.RpcClient;
import io.kserf.rpc.RpcException;
import io.kserf.rpc.RpcRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The agents of one SerfCluster as the operator's partners. Thread-safe. Only {@link #broadcast}
 * and {@link #keys} wait for the network, and they have deadlines.
 */
public final class AgentPool implements AutoCloseable {
  /** How many agents tell their view: enough that no single one decides. */
  public static final int OBSERVERS = 5;

  private static final long LAMPORT_TIME_WAIT_MILLIS = 1000;

  private final Timings timings;
  private final Runnable changed;
  private final Errands errands;
  private final Instant opened = Instant.now();
  private final SortedMap<String, AgentConnection> connections = new TreeMap<>(); // guarded by this
  private String token = ""; // guarded by this

  /**
   * @param changed called when an agent's report or an errand's outcome has changed: must not block
   */
  AgentPool(Timings timings, Runnable changed) {
    this.timings = timings;
    this.changed = changed;
    this.errands = new Errands(this::tell, changed, System::nanoTime);
  }

  /** When the operator began to watch this cluster. */
  public Instant opened() {
    return opened;
  }

  /** These are the agents now, and this is the token that they ask for. */
  public synchronized void are(Collection<Agent> agents, String token) {
    var wanted = new HashSet<>(agents);
    boolean newToken = !token.equals(this.token);
    this.token = token;
    connections
        .values()
        .removeIf(
            connection -> {
              boolean unwanted = newToken || !wanted.contains(connection.agent());
              if (unwanted) {
                connection.close();
              }
              return unwanted;
            });
    for (var agent : agents) {
      connections.computeIfAbsent(
          agent.name(), name -> AgentConnection.start(agent, token, timings, () -> onChange(name)));
    }
    chooseObservers();
  }

  /** What is known of each agent, by name. */
  public synchronized List<AgentReport> reports() {
    return connections.values().stream().map(AgentConnection::report).toList();
  }

  /** Has everything done that is to be done now, and returns at once. */
  public void carryOut(List<Directive> directives) {
    errands.carryOut(directives);
  }

  /** What could not be done, a line each. */
  public List<String> problems() {
    return errands.problems();
  }

  /**
   * Hands a user event to one agent.
   *
   * @throws NoAgentAnswers if it was handed to none
   * @throws RpcException if the agent refused it, or if its answer did not come: then it may have
   *     been sent or not
   */
  public Broadcast broadcast(String name, byte[] payload, boolean coalesce) {
    var problem = "no agent answers";
    for (var connection : answering()) {
      RpcClient client;
      try {
        client = connection.besides();
      } catch (RpcException e) {
        problem = connection.agent().name() + ": " + e.getMessage();
        continue;
      }
      try (client) {
        return broadcast(connection, client, name, payload, coalesce);
      }
    }
    throw new NoAgentAnswers(problem);
  }

  /**
   * The keys that the pool's members hold, base64. Asks one agent, any, so that the wait is
   * bounded; none if it does not tell.
   */
  public List<String> keys() {
    var agents = new ArrayList<>(answering());
    if (agents.isEmpty()) {
      return List.of();
    }
    Collections.shuffle(agents);
    try (var client = agents.getFirst().besides()) {
      return List.copyOf(client.listKeys().keySet());
    } catch (RpcException e) {
      return List.of();
    }
  }

  @Override
  public synchronized void close() {
    connections.values().forEach(AgentConnection::close);
    connections.clear();
  }

  private Broadcast broadcast(
      AgentConnection connection, RpcClient client, String name, byte[] payload, boolean coalesce) {
    var time = new CompletableFuture<Long>();
    Consumer<RpcRecord.User> listener =
        event -> {
          if (event.name().equals(name) && Arrays.equals(event.payload(), payload)) {
            time.complete(event.lamportTime());
          }
        };
    connection.onUserEvent(listener);
    try {
      client.userEvent(name, payload, coalesce);
      var sentAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      return new Broadcast(connection.agent().name(), sentAt, within(time));
    } finally {
      connection.forget(listener);
    }
  }

  private static OptionalLong within(CompletableFuture<Long> time) {
    try {
      return OptionalLong.of(time.get(LAMPORT_TIME_WAIT_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return OptionalLong.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return OptionalLong.empty();
    }
  }

  private void tell(Directive directive) {
    AgentConnection connection;
    synchronized (this) {
      connection = connections.get(directive.agent());
    }
    if (connection == null) {
      return; // It is gone, and what it should have done with it.
    }
    try (var client = connection.besides()) {
      directive.tell(client);
    }
  }

  /** Those that answer, observers first: they tell an event's Lamport time. */
  private synchronized List<AgentConnection> answering() {
    return connections.values().stream()
        .filter(connection -> connection.report().answers())
        .sorted(Comparator.comparing(connection -> connection.report().view() == null))
        .toList();
  }

  private void onChange(String agent) {
    synchronized (this) {
      chooseObservers();
      // One that is told of by others may be back: it is not kept waiting for its next attempt.
      Optional.ofNullable(connections.get(agent))
          .flatMap(connection -> connection.report().viewIfAsked())
          .ifPresent(view -> connections.values().forEach(AgentConnection::hurry));
    }
    changed.run();
  }

  /** Those that answer and observe already go on; the first names fill up what is missing. */
  private void chooseObservers() {
    var byFitness =
        connections.values().stream()
            .sorted(
                Comparator.<AgentConnection, Boolean>comparing(c -> !c.report().answers())
                    .thenComparing(c -> c.report().view() == null)
                    .thenComparing(c -> c.agent().name()))
            .toList();
    for (int i = 0; i < byFitness.size(); i++) {
      byFitness.get(i).observe(i < OBSERVERS);
    }
  }
}
