/**
 * What an embedded member is good for, a small program for each use. Every class works with any
 * {@link io.kserf.node.Serf}; its {@code main} takes {@code NAME BIND SEED}, for instance {@code
 * web1 127.0.0.1:7946 127.0.0.1:7946}, and runs until the process ends. The first member of a pool
 * names itself as the seed.
 *
 * <p>Those that keep something in step with the pool, a list or a choice, take it from {@link
 * io.kserf.node.Serf#watchMembers()}, which brings the whole pool with every change; those that act
 * on what happens take {@link io.kserf.node.Serf#events()}.
 */
@NullMarked
package io.kserf.examples;

import org.jspecify.annotations.NullMarked;
