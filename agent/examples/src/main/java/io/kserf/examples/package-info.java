/**
 * What an embedded member is good for, a small program for each use. Every class works with any
 * {@link io.kserf.node.Serf}; its {@code main} takes {@code NAME BIND SEED}, for instance {@code
 * web1 127.0.80.1:7946 127.0.80.2:7946}, and runs until the process ends. The first member of a
 * pool names itself as the seed.
 *
 * <p>Those that follow membership do it in the same way: an event only says that it is time to
 * look, and {@link io.kserf.node.Serf#members()} says what is. So no list has to be kept in step
 * with the pool's, and who starts in a pool that is there already just looks once more.
 */
@NullMarked
package io.kserf.examples;

import org.jspecify.annotations.NullMarked;
