package io.kserf.interop;

/** Who writes a snapshot, and who starts from it. */
enum Succession {
  OURS_AFTER_OURS(Binary.KSERF, Binary.KSERF),
  OURS_AFTER_THEIRS(Binary.SERF, Binary.KSERF),
  THEIRS_AFTER_OURS(Binary.KSERF, Binary.SERF),
  OURS_AFTER_OLD_SERF(Binary.SERF_0_9, Binary.KSERF),
  OLD_SERF_AFTER_OURS(Binary.KSERF, Binary.SERF_0_9);

  private final Binary writer;
  private final Binary reader;

  Succession(Binary writer, Binary reader) {
    this.writer = writer;
    this.reader = reader;
  }

  Binary writer() {
    return writer;
  }

  Binary reader() {
    return reader;
  }
}
