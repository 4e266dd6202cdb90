/**
 * A network in virtual time that runs the production engine. Hosts boot processes (a {@link
 * io.kserf.serf.SerfInstance}, or bare membership), datagrams and streams travel between them under
 * chosen conditions, and hours pass in seconds.
 *
 * <p>Everything happens on the caller's thread, in an order that the seed alone decides: the same
 * seed and the same calls give the same run, datagram by datagram.
 */
@NullMarked
package io.kserf.simulation;

import org.jspecify.annotations.NullMarked;
