package io.kserf.node;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a snapshot's file. Every method blocks; one thread at a time. */
final class SnapshotWriter implements AutoCloseable {
  private static final Set<PosixFilePermission> MODE_0644 =
      PosixFilePermissions.fromString("rw-r--r--");

  private final Path file;
  private final Path fresh;
  private @Nullable FileChannel channel;

  SnapshotWriter(Path file) {
    this.file = file;
    this.fresh = file.resolveSibling(file.getFileName() + ".compact");
  }

  /**
   * Makes the file, or goes on after its first {@code size} bytes: the rest of a line that was cut
   * short must not become the start of the next one.
   */
  void open(long size) throws IOException {
    FileChannel opened = open(file, CREATE);
    channel = opened;
    if (opened.size() > size) {
      opened.truncate(size);
    }
  }

  private FileChannel open(Path path, OpenOption create) throws IOException {
    return FileChannel.open(path, Set.of(create, APPEND), mode());
  }

  /** As strict as the file has been so far. */
  private FileAttribute<?>[] mode() throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return new FileAttribute<?>[0];
    }
    Set<PosixFilePermission> mode =
        Files.exists(file) ? Files.getPosixFilePermissions(file) : MODE_0644;
    return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)};
  }

  /** All of the lines or, if that fails, none of them. */
  void append(byte[] lines) throws IOException {
    if (channel == null) {
      throw new IllegalStateException("broken invariant: lines follow an open file only");
    }
    long before = channel.size();
    try {
      write(channel, lines);
    } catch (IOException e) {
      cutTo(before, channel, e);
      throw e;
    }
  }

  private static void cutTo(long size, FileChannel channel, IOException failure) {
    try {
      channel.truncate(size);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** Puts a new file in place of the old one, which stays as it was if that fails. */
  void replace(byte[] all) throws IOException {
    // Deleted rather than overwritten: somebody might have put a link there.
    Files.deleteIfExists(fresh);
    FileChannel replacement = open(fresh, CREATE_NEW);
    try {
      write(replacement, all);
      replacement.force(true);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      replacement.close();
      Files.deleteIfExists(fresh);
      throw e;
    }
    FileChannel old = channel;
    channel = replacement;
    if (old != null) {
      old.close();
    }
  }

  private static void write(FileChannel to, byte[] bytes) throws IOException {
    for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
      to.write(rest);
    }
  }

  /** Returns when a power failure can do no harm any more to what was written. */
  void sync() throws IOException {
    if (channel != null) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}
