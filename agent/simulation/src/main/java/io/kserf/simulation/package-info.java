@NullMarked
package io.kserf.simulation;

import org.jspecify.annotations.NullMarked;
