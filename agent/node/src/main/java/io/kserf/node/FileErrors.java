package io.kserf.node;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** What the operating system says about a file, in its own words. */
final class FileErrors {
  private FileErrors() {}

  /** For instance {@code permission denied} or {@code no space left on device}. */
  static String text(IOException failure) {
    return switch (failure) {
      case AccessDeniedException e -> "permission denied";
      case NoSuchFileException e -> "no such file or directory";
      case FileSystemException e when e.getReason() != null ->
          e.getReason().toLowerCase(Locale.ROOT);
      default -> {
        String message = failure.getMessage();
        yield message == null
            ? failure.getClass().getSimpleName()
            : message.toLowerCase(Locale.ROOT);
      }
    };
  }
}
