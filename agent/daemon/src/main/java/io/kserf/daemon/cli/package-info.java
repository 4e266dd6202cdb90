/** The command line: what {@code serf} takes, answered in Serf's words. */
@NullMarked
package io.kserf.daemon.cli;

import org.jspecify.annotations.NullMarked;
