package io.kserf.daemon.agent;

import io.kserf.daemon.config.AgentConfig;
import io.kserf.daemon.handler.EventHandlers;
import io.kserf.daemon.handler.EventScript;
import io.kserf.node.Query;
import io.kserf.node.Serf;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfException;
import io.kserf.serf.SerfInstance;
import io.kserf.swim.Log;
import io.kserf.swim.Log.Level;
import io.kserf.swim.SwimException;
import io.kserf.swim.Telemetry;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A member with what Serf's agent adds to it: event handlers, a tags file, and a log of what it is
 * asked to do. May be called from any thread; the methods that block say so.
 */
public final class Agent implements AutoCloseable {
  /** Queries of this prefix are Serf's own. */
  private static final String INTERNAL_PREFIX = "_serf_";

  private static final String PING = "_serf_ping";

  private final Serf serf;
  private final Optional<TagsFile> tagsFile;
  private final EventHandlers handlers;
  private final EventFanout events;
  private final EventFanout rawEvents;
  private final Log log;
  private final ReentrantLock tagsLock = new ReentrantLock();

  private Agent(
      Serf serf,
      Optional<TagsFile> tagsFile,
      List<EventScript> scripts,
      Log log,
      Telemetry telemetry) {
    this.serf = serf;
    this.tagsFile = tagsFile;
    this.log = log;
    handlers = new EventHandlers(scripts, serf::localMember, log, telemetry);
    events = new EventFanout("coalesced", log);
    rawEvents = new EventFanout("raw", log);
  }

  /**
   * Binds, and starts a member that is alone until it joins.
   *
   * @throws AgentException with a line for the user
   */
  public static Agent start(AgentConfig config, Log log, Telemetry telemetry) {
    var setup = new MemberSetup(config, log);
    var memberConfig = setup.memberConfig(telemetry);
    log.log(Level.INFO, () -> "agent: Serf agent starting");
    Serf serf;
    try {
      serf = Serf.create(memberConfig);
    } catch (SerfException e) {
      throw AgentException.start(String.valueOf(e.getMessage()));
    }
    var agent = new Agent(serf, setup.tagsFile(), config.scripts(), log, telemetry);
    agent.follow();
    return agent;
  }

  private void follow() {
    events.add(this::announce);
    events.add(handlers::onEvent);
    handlers.start();
    events.subscribeTo(serf.events());
    rawEvents.subscribeTo(serf.rawEvents());
  }

  private void announce(SerfEvent event) {
    log.log(Level.INFO, () -> "agent: Received event: " + textOf(event));
  }

  private static String textOf(SerfEvent event) {
    return switch (event) {
      case SerfEvent.Members members -> members.kind().text();
      case SerfEvent.User user -> "user-event: " + user.name();
      case SerfEvent.Query query -> "query: " + query.name();
    };
  }

  /** The member itself, for what the agent adds nothing to. */
  public Serf serf() {
    return serf;
  }

  public EventHandlers handlers() {
    return handlers;
  }

  /** Events as handlers see them, coalesced. */
  public EventFanout events() {
    return events;
  }

  /** Events as they happen. */
  public EventFanout rawEvents() {
    return rawEvents;
  }

  /** Blocks. Returns how many of the addresses were contacted; throws if none was. */
  public int join(Collection<String> addresses, boolean replay) {
    log.log(
        Level.INFO,
        () -> "agent: joining: [%s] replay: %s".formatted(String.join(" ", addresses), replay));
    try {
      int contacted = serf.join(addresses, replay);
      log.log(Level.INFO, () -> "agent: joined: %d nodes".formatted(contacted));
      return contacted;
    } catch (SwimException | SerfException e) {
      log.log(Level.WARN, () -> "agent: error joining: " + e.getMessage());
      throw e;
    }
  }

  /** Blocks until the pool was told and had time to hear it. */
  public void leave() {
    log.log(Level.INFO, () -> "agent: requesting graceful leave from Serf");
    serf.leave();
  }

  public void forceLeave(String name, boolean prune) {
    log.log(
        Level.INFO,
        () -> "agent: Force leaving node: %s%s".formatted(name, prune ? " (prune)" : ""));
    serf.forceLeave(name, prune);
  }

  public void userEvent(String name, byte[] payload, boolean coalesce) {
    log.log(
        Level.DEBUG,
        () ->
            "agent: Requesting user event send: %s. Coalesced: %s. Payload: %d bytes"
                .formatted(name, coalesce, payload.length));
    serf.userEvent(name, payload, coalesce);
  }

  /**
   * @throws SerfException if the name is one of Serf's own, except for a ping without payload
   */
  public Query query(String name, byte[] payload, QueryParams params) {
    boolean ping = name.equals(PING) && payload.length == 0;
    if (name.startsWith(INTERNAL_PREFIX) && !ping) {
      throw new SerfException("Queries cannot contain the '_serf_' prefix");
    }
    log.log(
        Level.DEBUG,
        () ->
            "agent: Requesting query send: %s. Payload: %d bytes".formatted(name, payload.length));
    return serf.query(name, payload, params);
  }

  /** Blocks. Takes tags away and then sets others, on top of those that the member has. */
  public void changeTags(Collection<String> delete, Map<String, String> set) {
    tagsLock.lock();
    try {
      var tags = new HashMap<>(serf.localMember().tags());
      tags.keySet().removeAll(delete);
      tags.putAll(set);
      replaceTags(tags);
    } finally {
      tagsLock.unlock();
    }
  }

  /** Blocks. Replaces all tags, and the tags file if there is one. */
  private void replaceTags(Map<String, String> tags) {
    Map<String, String> before = serf.localMember().tags();
    tagsFile.ifPresent(file -> file.write(tags));
    try {
      serf.setTags(tags);
    } catch (SwimException | SerfException e) {
      // Tags that the pool refuses must not stop the next start.
      tagsFile.ifPresent(file -> file.write(before));
      throw e;
    }
  }

  /**
   * Blocks. Applies what can change while the agent runs: handlers and tags. With a tags file, the
   * tags stay as they are.
   */
  public void reload(AgentConfig config) {
    handlers.replace(config.scripts());
    if (tagsFile.isPresent() || serf.localMember().tags().equals(config.tags())) {
      return;
    }
    tagsLock.lock();
    try {
      replaceTags(config.tags());
    } finally {
      tagsLock.unlock();
    }
  }

  public boolean isAlive() {
    return serf.state() == SerfInstance.State.ALIVE;
  }

  /** Stops at once; after {@link #leave()} that is a graceful end. */
  @Override
  public void close() {
    log.log(Level.INFO, () -> "agent: requesting serf shutdown");
    serf.close();
    log.log(Level.INFO, () -> "agent: shutdown complete");
  }
}
