@NullMarked
package io.kserf.serf;

import org.jspecify.annotations.NullMarked;
