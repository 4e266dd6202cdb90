/**
 * What the pool looks like, decided from what several agents say. Pure functions: no clock, no
 * network, no Kubernetes.
 */
@NullMarked
package io.kserf.operator.view;

import org.jspecify.annotations.NullMarked;
