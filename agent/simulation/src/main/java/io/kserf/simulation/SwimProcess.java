package io.kserf.simulation;

import io.kserf.swim.Address;
import io.kserf.swim.Delegate;
import io.kserf.swim.Keyring;
import io.kserf.swim.Member;
import io.kserf.swim.Swim;
import io.kserf.swim.SwimConfig;
import io.kserf.swim.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Bare membership, with a delegate that has nothing to say and notes what it hears. */
public final class SwimProcess implements HostProcess {
  private final Swim swim;
  private final List<String> heard = new ArrayList<>();

  public SwimProcess(HostServices host, SwimConfig config, Keyring keyring) {
    this.swim =
        new Swim(
            config,
            keyring,
            host.network(),
            host.timers(),
            new Ear(),
            host.log(),
            host.telemetry(),
            host.identities(),
            host.random(),
            host.random());
  }

  public Swim swim() {
    return swim;
  }

  /** What membership told, in order: {@code join NAME}, {@code dead NAME}, {@code left NAME} …. */
  public List<String> heard() {
    return List.copyOf(heard);
  }

  @Override
  public void start() {
    swim.start();
  }

  @Override
  public void onDatagram(Address from, byte[] datagram) {
    swim.onDatagram(from, datagram);
  }

  @Override
  public byte @Nullable [] onStream(Address from, byte[] request) {
    return swim.onStream(from, request);
  }

  private final class Ear implements Delegate {
    @Override
    public byte[] meta(int limit) {
      return new byte[0];
    }

    @Override
    public void onUserMessage(byte[] message) {
      heard.add("message of " + message.length + " bytes");
    }

    @Override
    public List<byte[]> broadcasts(Turn turn, int overhead, int limit) {
      return List.of();
    }

    @Override
    public byte[] localState(boolean join) {
      return new byte[0];
    }

    @Override
    public void mergeRemoteState(byte[] state, boolean join) {}

    @Override
    public byte[] ackPayload() {
      return new byte[0];
    }

    @Override
    public void onRoundTrip(Member target, long rttNanos, byte[] payload) {}

    @Override
    public void onJoin(Member member) {
      heard.add("join " + member.name());
    }

    @Override
    public void onLeave(Member member) {
      heard.add((member.state().name() + " " + member.name()).toLowerCase(java.util.Locale.ROOT));
    }

    @Override
    public void onUpdate(Member member) {
      heard.add("update " + member.name());
    }

    @Override
    public void onConflict(Member known, Address claimant) {
      heard.add("conflict " + known.name() + " at " + claimant);
    }
  }
}
