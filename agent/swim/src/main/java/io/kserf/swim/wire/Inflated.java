package io.kserf.swim.wire;

/**
 * What was compressed.
 *
 * @param dataLength the number of bytes of LZW
 * @param plain the message inside, with its type byte
 */
public record Inflated(int dataLength, byte[] plain) {}
