/**
 * What an agent is beyond a member: its files, its event handlers, its joins, and its log of all
 * that.
 */
@NullMarked
package io.kserf.daemon.agent;

import org.jspecify.annotations.NullMarked;
