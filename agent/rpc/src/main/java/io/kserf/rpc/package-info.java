@NullMarked
package io.kserf.rpc;

import org.jspecify.annotations.NullMarked;
