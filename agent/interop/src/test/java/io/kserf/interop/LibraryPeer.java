package io.kserf.interop;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.node.Serf;
import io.kserf.node.SerfConfig;
import io.kserf.serf.QueryParams;
import io.kserf.serf.SerfEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Kserf as a library, in this process. */
final class LibraryPeer implements Peer {
  private static final Duration QUERY_TIME = Duration.ofSeconds(2);

  private final SerfConfig config;
  private final List<String> userEvents = new CopyOnWriteArrayList<>();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final String name;
  private Serf serf;

  LibraryPeer(Identity identity) {
    name = identity.name();
    config =
        SerfConfig.local()
            .name(identity.name())
            .bind(identity.place().bind())
            .tags(identity.tags())
            .encryptKey(identity.encryptKey())
            .log((level, message) -> log.add("[" + level + "] " + message.get()));
    serf = start();
  }

  private Serf start() {
    Serf started = Serf.create(config);
    started.events().subscribe(this::onEvent);
    return started;
  }

  private void onEvent(SerfEvent event) {
    switch (event) {
      case SerfEvent.User user ->
          userEvents.add(user.name() + " " + new String(user.payload(), UTF_8));
      case SerfEvent.Query query when query.name().equals(QUERY) ->
          query.respond(name.getBytes(UTF_8));
      case SerfEvent.Query query -> {}
      case SerfEvent.Members members -> {}
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String address() {
    return serf.localMember().address().toString();
  }

  @Override
  public List<Seen> members() {
    return serf.members().stream()
        .map(m -> new Seen(m.name(), m.address().toString(), m.status().text(), m.tags()))
        .toList();
  }

  @Override
  public void join(Peer other) {
    serf.join(List.of(other.address()));
  }

  @Override
  public void setTag(String key, String value) {
    var tags = new HashMap<>(serf.localMember().tags());
    tags.put(key, value);
    serf.setTags(tags);
  }

  @Override
  public void userEvent(String event, String payload) {
    serf.userEvent(event, payload.getBytes(UTF_8), false);
  }

  @Override
  public List<String> userEvents() {
    return userEvents;
  }

  @Override
  public Map<String, String> ask() {
    QueryParams params = QueryParams.DEFAULT.timeout(QUERY_TIME);
    return serf.query(QUERY, new byte[0], params).await().texts();
  }

  @Override
  public void leave() {
    serf.leave();
    serf.close();
  }

  @Override
  public void kill() {
    serf.close();
  }

  @Override
  public void restart() {
    serf = start();
  }

  @Override
  public List<String> log() {
    return log;
  }

  @Override
  public void close() {
    serf.close();
  }
}
