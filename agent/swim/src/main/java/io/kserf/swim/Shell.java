package io.kserf.swim;

import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * The world as the parts of the instance see it: settings, and everything that they may call.
 *
 * @param timers the shell's, behind the instance's own scope
 * @param random for choices of the protocol, not for secrets
 */
record Shell(
    SwimConfig config,
    Network network,
    InstanceTimers timers,
    Delegate delegate,
    Log log,
    Telemetry telemetry,
    Complaints complaints,
    Identities identities,
    RandomGenerator random) {

  Timing timing() {
    return config.timing();
  }

  boolean isSelf(String name) {
    return config.name().equals(name);
  }

  /** A port as received: 0 stands for the port that everybody in the pool binds. */
  int portOrOwn(int port) {
    return port == 0 ? config.advertise().port() : port;
  }

  void log(Log.Level level, Supplier<String> message) {
    log.log(level, message);
  }

  /** Adds the time since {@code startNanos} to a distribution in milliseconds. */
  void sampleSince(String name, long startNanos) {
    telemetry.sample(name, (timers.nowNanos() - startNanos) / 1e6);
  }
}
