package io.kserf.simulation;

import io.kserf.serf.MemberStatus;
import io.kserf.serf.SerfEvent;
import io.kserf.serf.SerfInstance;
import io.kserf.serf.SerfListener;
import io.kserf.serf.SerfMember;
import io.kserf.serf.SerfSettings;
import io.kserf.serf.snapshot.Snapshot;
import io.kserf.swim.Address;
import io.kserf.swim.Keyring;
import io.kserf.swim.SwimConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A member of a Serf pool, and the events that it reported. */
public final class SerfProcess implements HostProcess {
  private final SerfInstance serf;
  private final List<SerfEvent> events = new ArrayList<>();

  /**
   * @param snapshot what a former process of this host has left behind, and where this one records
   */
  public SerfProcess(
      HostServices host,
      SerfSettings settings,
      SwimConfig config,
      Keyring keyring,
      Snapshot snapshot) {
    SerfListener listener = events::add;
    this.serf =
        new SerfInstance(
            settings,
            config,
            keyring,
            snapshot,
            host.network(),
            host.timers(),
            listener,
            host.log(),
            host.telemetry(),
            host.identities(),
            host.random(),
            host.random());
  }

  public SerfInstance serf() {
    return serf;
  }

  /** All events so far. */
  public List<SerfEvent> events() {
    return List.copyOf(events);
  }

  /** How many events there were so far. */
  public int eventCount() {
    return events.size();
  }

  /** The events from the given one on, counted from 0. */
  public List<SerfEvent> eventsFrom(int first) {
    return List.copyOf(events.subList(first, events.size()));
  }

  /** Names and payloads of the user events so far, in order. */
  public List<String> userEvents() {
    return events.stream()
        .filter(SerfEvent.User.class::isInstance)
        .map(SerfEvent.User.class::cast)
        .map(SerfEvent.User::name)
        .toList();
  }

  /** How often the events of this kind named the member. */
  public long count(SerfEvent.Members.Kind kind, String name) {
    return events.stream()
        .filter(SerfEvent.Members.class::isInstance)
        .map(SerfEvent.Members.class::cast)
        .filter(event -> event.kind() == kind)
        .flatMap(event -> event.members().stream())
        .filter(member -> member.name().equals(name))
        .count();
  }

  /** Who is what, by name. */
  public Map<String, MemberStatus> view() {
    var view = new TreeMap<String, MemberStatus>(Comparator.naturalOrder());
    for (SerfMember member : serf.members()) {
      view.put(member.name(), member.status());
    }
    return view;
  }

  @Override
  public void start() {
    serf.start();
  }

  @Override
  public void onDatagram(Address from, byte[] datagram) {
    serf.onDatagram(from, datagram);
  }

  @Override
  public byte @Nullable [] onStream(Address from, byte[] request) {
    return serf.onStream(from, request);
  }
}
