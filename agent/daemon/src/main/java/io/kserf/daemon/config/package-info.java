/**
 * The agent's configuration: built-in defaults, then files in the order given, then the command
 * line. {@link io.kserf.daemon.config.Setting} is the table of all keys.
 */
@NullMarked
package io.kserf.daemon.config;

import org.jspecify.annotations.NullMarked;
