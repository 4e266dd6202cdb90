/**
 * For tests only: the programs of others that they run, and what they do where those are missing.
 */
@NullMarked
package io.kserf.binaries;

import org.jspecify.annotations.NullMarked;
