@NullMarked
package io.kserf.examples;

import org.jspecify.annotations.NullMarked;
