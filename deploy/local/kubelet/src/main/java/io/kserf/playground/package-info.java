/**
 * The local playground's stand-in for the kubelet: it registers Nodes and keeps their Leases, and
 * turns the pods that the real scheduler binds to those Nodes into processes of this machine. For
 * the playground and for tests only; it isolates nothing.
 */
@NullMarked
package io.kserf.playground;

import org.jspecify.annotations.NullMarked;
