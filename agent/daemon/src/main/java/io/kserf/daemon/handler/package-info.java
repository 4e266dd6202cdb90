/**
 * Event handlers: which events a script is for, what it is told, and what becomes of its output.
 */
@NullMarked
package io.kserf.daemon.handler;

import org.jspecify.annotations.NullMarked;
