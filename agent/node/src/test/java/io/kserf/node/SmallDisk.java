package io.kserf.node;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own that a test can fill. Only root may mount one; without it, skips. */
final class SmallDisk implements AutoCloseable {
  private static final byte[] PAGE = new byte[4096];

  private final Path folder;

  SmallDisk() throws IOException {
    folder = Files.createTempDirectory("kserf-small-disk");
    if (!run("mount", "-t", "tmpfs", "-o", "size=64k", "none", folder.toString())) {
      Files.delete(folder);
      String why = "a disk that can be filled needs root, to mount a tmpfs";
      System.err.println("==> SKIPPED, " + why);
      Assumptions.abort(why);
    }
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Leaves no room for another byte, except in pages that files have begun. */
  void fill() throws IOException {
    try (var filler = Files.newOutputStream(file("filler"))) {
      while (true) {
        filler.write(PAGE);
      }
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      if (!"No space left on device".equals(e.getMessage())) {
        throw e;
      }
    }
  }

  void free() throws IOException {
    Files.delete(file("filler"));
  }

  private static boolean run(String... command) throws IOException {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", folder.toString());
    Files.delete(folder);
  }
}
