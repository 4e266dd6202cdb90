@NullMarked
package io.kserf.daemon;

import org.jspecify.annotations.NullMarked;
