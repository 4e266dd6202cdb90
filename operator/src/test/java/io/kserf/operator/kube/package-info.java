/** A real Kubernetes API server for tests, and what a controller or kubelet would add to it. */
@NullMarked
package io.kserf.operator.kube;

import org.jspecify.annotations.NullMarked;
