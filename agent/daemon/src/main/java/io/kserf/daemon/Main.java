package io.kserf.daemon;

import io.kserf.daemon.cli.GoFlags.BadFlag;
import io.kserf.daemon.config.AgentConfig;
import io.kserf.daemon.config.ConfigException;
import io.kserf.daemon.log.Console;
import io.kserf.daemon.log.LogRouter;
import io.kserf.daemon.log.LogWriter;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.io.PrintStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;

/** {@code kserf agent}: takes what {@code serf agent} takes, and says and returns what it does. */
@QuarkusMain
public final class Main {
  private static final int FAILED = 1;
  private static final List<String> HELP = List.of("-h", "-help", "--help");

  private Main() {}

  public static void main(String... args) {
    List<String> words = List.of(args);
    if (!words.isEmpty() && words.getFirst().equals("agent")) {
      words = words.subList(1, words.size());
    }
    System.exit(run(words, System.out, System.err));
  }

  private static int run(List<String> words, PrintStream out, PrintStream err) {
    if (words.stream().anyMatch(HELP::contains)) {
      err.print(Usage.TEXT);
      return 0;
    }
    try (var console = new Console(out)) {
      Supplier<AgentConfig> reader = () -> AgentConfig.read(words, System.getenv());
      return run(reader, console);
    } catch (BadFlag e) {
      err.println(e.getMessage());
      out.print(Usage.TEXT);
      return FAILED;
    }
  }

  private static int run(Supplier<AgentConfig> reader, Console console) {
    BlockingQueue<Cue> cues = new LinkedBlockingQueue<>();
    Signals.forwardTo(name -> cues.add(new Cue.Signal(name)));
    var log = new LogWriter(Clock.systemDefaultZone());
    LogRouter.install(log);
    try {
      return new Daemon(reader.get(), reader, console, log, cues).run();
    } catch (ConfigException e) {
      console.heading(String.valueOf(e.getMessage()));
      return FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return FAILED;
    } catch (BadFlag e) {
      throw e;
    } catch (RuntimeException e) {
      console.heading("Internal error, please report it: " + e + " " + List.of(e.getStackTrace()));
      return FAILED;
    }
  }
}
