/**
 * What {@code kserf-sim} runs: pools in virtual time, and what is measured of them. The same seed
 * of the same commit prints the same figures.
 */
@NullMarked
package io.kserf.simulation.scenario;

import org.jspecify.annotations.NullMarked;
