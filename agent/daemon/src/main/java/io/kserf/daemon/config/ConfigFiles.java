package io.kserf.daemon.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Serf's JSON configuration files and directories of them. */
final class ConfigFiles {
  private ConfigFiles() {}

  /**
   * Reads and merges in the order given. A directory stands for its {@code *.json} files sorted by
   * name, without those further down.
   */
  static Settings read(List<Path> filesAndDirectories) {
    Settings merged = Settings.NONE;
    for (Path path : filesAndDirectories) {
      for (Path file : filesOf(path)) {
        merged = merged.with(readFile(file));
      }
    }
    return merged;
  }

  private static List<Path> filesOf(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of(path);
    }
    try (Stream<Path> entries = Files.list(path)) {
      return entries
          .filter(entry -> entry.toString().endsWith(".json") && !Files.isDirectory(entry))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private static Settings readFile(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
    try {
      return SettingsDecoder.decode(Json.parse(bytes));
    } catch (JsonProcessingException e) {
      throw undecodable(file, Json.explain(e));
    } catch (ConfigException e) {
      throw undecodable(file, String.valueOf(e.getMessage()));
    }
  }

  private static ConfigException undecodable(Path file, String why) {
    return new ConfigException("Error decoding '%s': %s".formatted(file, why));
  }

  private static ConfigException unreadable(Path path, IOException e) {
    String why =
        switch (e) {
          case NoSuchFileException _ -> "no such file or directory";
          case AccessDeniedException _ -> "permission denied";
          default -> String.valueOf(e.getMessage());
        };
    return new ConfigException("Error reading '%s': open %s: %s".formatted(path, path, why));
  }
}
