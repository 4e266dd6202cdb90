package io.kserf.daemon.config;

import io.kserf.daemon.cli.GoFlags;
import io.kserf.daemon.cli.Offer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The flags of {@code agent}: which files to read, and settings that come after theirs. */
public final class CommandLine {
  private final List<Path> files = new ArrayList<>();
  private Settings settings = Settings.NONE;

  private CommandLine() {}

  /**
   * @throws GoFlags.BadFlag if a word is no flag of {@code agent}, or has a value that is none
   * @throws ConfigException for a tag without {@code =}
   */
  static CommandLine parse(List<String> words) {
    var line = new CommandLine();
    List<String> rest = line.defined().parse(words);
    if (!rest.isEmpty()) {
      throw new ConfigException(
          "The agent takes flags only, but got '%s' (a boolean flag's value needs '=', as in -replay=false)"
              .formatted(rest.getFirst()));
    }
    return line;
  }

  /** For those who want to know which ones there are. */
  public static GoFlags flags() {
    return new CommandLine().defined();
  }

  private GoFlags defined() {
    var flags = new GoFlags();
    flags.value("config-file", Offer.FILES, file -> files.add(Path.of(file)));
    flags.value("config-dir", Offer.FOLDERS, directory -> files.add(Path.of(directory)));
    for (Setting<?> setting : Setting.ALL) {
      if (!setting.flag().isEmpty()) {
        define(flags, setting);
      }
    }
    return flags;
  }

  private <T> void define(GoFlags flags, Setting<T> setting) {
    if (setting.kind().goName().equals("bool")) {
      flags.toggle(setting.flag(), on -> set(setting, String.valueOf(on)));
    } else {
      flags.value(setting.flag(), setting.offer(), text -> set(setting, text));
    }
  }

  private <T> void set(Setting<T> setting, String text) {
    settings = settings.with(setting, setting.kind().fromFlag().apply(text));
  }

  /** Files and directories in the order in which they were named. */
  List<Path> files() {
    return files;
  }

  Settings settings() {
    return settings;
  }
}
