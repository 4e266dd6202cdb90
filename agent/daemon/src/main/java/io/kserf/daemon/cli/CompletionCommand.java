package io.kserf.daemon.cli;

import java.util.List;

final class CompletionCommand implements Command {
  @Override
  public String synopsis() {
    return "Lets a shell complete kserf's words";
  }

  @Override
  public String help() {
    return """
    Usage: kserf completion SHELL

      Prints a script by which bash, zsh or fish completes commands, flags, and values. Names of
      members are asked from the agent at SERF_RPC_ADDR, or at 127.0.0.1:7373.

      bash, in ~/.bashrc:       source <(kserf completion bash)

      zsh, in ~/.zshrc:         autoload -Uz compinit && compinit
                                source <(kserf completion zsh)

      fish, once:               kserf completion fish > ~/.config/fish/completions/kserf.fish
    """;
  }

  @Override
  public GoFlags flags(AgentFlags agent) {
    return new GoFlags();
  }

  @Override
  public Offer arguments() {
    return Offer.words("bash", "zsh", "fish");
  }

  @Override
  public int run(List<String> words, Console console) {
    List<String> args = new GoFlags().parse(words);
    if (args.size() != 1) {
      throw Failure.misuse("One shell must be specified: bash, zsh or fish.");
    }
    Completion completion =
        switch (args.getFirst()) {
          case "bash" -> new BashCompletion();
          case "zsh" -> new ZshCompletion();
          case "fish" -> new FishCompletion();
          default ->
              throw Failure.misuse(
                  "Unknown shell: " + args.getFirst() + ". Known ones are bash, zsh and fish.");
        };
    console.out().print(completion.script(Cli.entries()));
    return 0;
  }
}
