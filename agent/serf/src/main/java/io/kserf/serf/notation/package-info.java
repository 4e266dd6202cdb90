/**
 * What packets and streams hold, in a form for people and for tests: structs as maps in the order
 * of the wire, byte arrays as {@code {"hex": …}}, all of it ready to be printed as JSON.
 */
@NullMarked
package io.kserf.serf.notation;

import org.jspecify.annotations.NullMarked;
