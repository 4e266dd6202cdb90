/**
 * The operator: SerfClusters and SerfEvents are observed, decided on, applied and reported.
 * Decisions are pure functions of what was observed; effects are at the edge.
 */
@NullMarked
package io.kserf.operator;

import org.jspecify.annotations.NullMarked;
