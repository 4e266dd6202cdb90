/**
 * A member of a Serf pool for an application to embed, on Netty. Start here:
 *
 * <ul>
 *   <li>{@link io.kserf.node.SerfConfig}: how a member is set up
 *   <li>{@link io.kserf.node.Serf}: the member
 *   <li>{@link io.kserf.node.MemberWatch} and {@link io.kserf.node.PoolView}: who is in the pool,
 *       now and after each change
 *   <li>{@link io.kserf.node.SerfEvents} and {@link io.kserf.serf.SerfEvent}: what happens there
 *   <li>{@link io.kserf.node.Query}: a question, and what comes back
 * </ul>
 *
 * <pre>{@code
 * try (var serf = Serf.create(SerfConfig.lan().name("web1").bind("10.0.0.1:7946"))) {
 *   serf.watchMembers().subscribe(pool -> show(pool.alive()));
 *   serf.join(List.of("10.0.0.2:7946"));
 *   serf.awaitStop();
 * }
 * }</pre>
 *
 * <p>Inside, {@link io.kserf.serf.SerfInstance} does the work, on one event loop a member; the rest
 * here is what lends it sockets, timers and files, and keeps the two from hurting each other.
 * Nothing of an application runs on that loop but a log and telemetry, so nothing that it does can
 * hold gossip up.
 */
@NullMarked
package io.kserf.node;

import org.jspecify.annotations.NullMarked;
