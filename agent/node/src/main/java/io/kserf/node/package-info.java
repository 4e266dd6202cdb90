@NullMarked
package io.kserf.node;

import org.jspecify.annotations.NullMarked;
