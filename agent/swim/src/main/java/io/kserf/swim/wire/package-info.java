/** Memberlist's wire: messages as values, and the codecs between them and bytes. */
@NullMarked
package io.kserf.swim.wire;

import org.jspecify.annotations.NullMarked;
