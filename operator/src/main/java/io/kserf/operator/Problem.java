package io.kserf.operator;

/**
 * Something that needs a person or time.
 *
 * @param reason one word for programs
 * @param message what is wrong, where, and what to do, in one line
 */
record Problem(String reason, String message) {}
