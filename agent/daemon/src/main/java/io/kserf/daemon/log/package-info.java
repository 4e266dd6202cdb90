/** What the agent tells: lines with a level and a time, for the console and for RPC monitors. */
@NullMarked
package io.kserf.daemon.log;

import org.jspecify.annotations.NullMarked;
