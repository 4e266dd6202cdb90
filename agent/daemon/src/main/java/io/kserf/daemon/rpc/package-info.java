/**
 * Serf's RPC, served: who may connect and for how long, what each command does, and what becomes of
 * records that a client does not read.
 */
@NullMarked
package io.kserf.daemon.rpc;

import org.jspecify.annotations.NullMarked;
