package io.kserf.rpc;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The one response to a request, waited for by the caller's thread. */
final class Reply implements Exchange {
  /** What an agent says before it looks at a request: no body follows, whatever the command. */
  private static final Set<String> UNDISPATCHED =
      Set.of("Authentication required", "Handshake required", "Unsupported command");

  /** When a command's response has a body. */
  enum Body {
    NEVER,
    ON_SUCCESS,
    ALWAYS
  }

  /**
   * @param error empty for success
   */
  record Message(String error, @Nullable Struct body) {
    Struct requireBody() {
      if (body == null) {
        throw RpcException.refusal(error);
      }
      return body;
    }
  }

  private final Body expected;
  private final CompletableFuture<Message> message = new CompletableFuture<>();

  Reply(Body expected) {
    this.expected = expected;
  }

  @Override
  public boolean bodyFollows(String error) {
    return switch (expected) {
      case NEVER -> false;
      case ON_SUCCESS -> error.isEmpty();
      case ALWAYS -> !UNDISPATCHED.contains(error);
    };
  }

  @Override
  public boolean accept(String error, @Nullable Struct body) {
    message.complete(new Message(error, body));
    return false;
  }

  @Override
  public void fail(RpcException cause) {
    message.completeExceptionally(cause);
  }

  /**
   * @param agent names the agent in the error
   * @param command names the request in the error
   */
  Message await(Duration timeout, String agent, String command) {
    try {
      return message.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RpcException cause
          ? cause.again()
          : new RpcException("'%s' failed at agent %s".formatted(command, agent), e);
    } catch (TimeoutException e) {
      throw RpcException.connection(
          "agent %s did not answer '%s' within %s".formatted(agent, command, seconds(timeout)),
          "it may hang, be overloaded, or still be at work on an earlier request",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RpcException("interrupted while agent %s worked on '%s'".formatted(agent, command));
    }
  }

  private static String seconds(Duration timeout) {
    // What is left of a deadline is never the same twice; the message of the same failure should
    // be.
    double seconds = Math.max(0.1, Math.round(timeout.toNanos() / 1e8) / 10.0);
    return seconds == Math.rint(seconds) ? "%.0f s".formatted(seconds) : seconds + " s";
  }
}
