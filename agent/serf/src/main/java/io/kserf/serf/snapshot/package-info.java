/**
 * Serf's snapshot: what a member writes down while it runs, so that after a restart it finds its
 * pool by itself and does not take old news for new. A text file, one record a line, that
 * HashiCorp's serf reads and writes as well. Here are its records, what is recovered from them, and
 * what the shell has to offer to keep them; no file is opened here.
 */
@NullMarked
package io.kserf.serf.snapshot;

import org.jspecify.annotations.NullMarked;
