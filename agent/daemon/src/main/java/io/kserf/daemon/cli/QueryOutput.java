package io.kserf.daemon.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kserf.rpc.RpcAnswer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the answers to a query are shown. */
sealed interface QueryOutput {
  void dispatched();

  void answer(RpcAnswer answer);

  void done();

  /** As they come, with totals at the end. */
  final class AsText implements QueryOutput {
    private final PrintStream out;
    private final String name;
    private final boolean countsAcks;
    private int acks;
    private int responses;

    AsText(PrintStream out, String name, boolean countsAcks) {
      this.out = out;
      this.name = name;
      this.countsAcks = countsAcks;
    }

    @Override
    public void dispatched() {
      out.println("Query '" + name + "' dispatched");
    }

    @Override
    public void answer(RpcAnswer answer) {
      switch (answer) {
        case RpcAnswer.Ack(String from) -> {
          acks++;
          out.println("Ack from '" + from + "'");
        }
        case RpcAnswer.Response response -> {
          responses++;
          byte[] payload = response.payload();
          boolean lineEnd = payload.length > 0 && payload[payload.length - 1] == '\n';
          out.print("Response from '" + response.from() + "': ");
          out.write(payload, 0, payload.length - (lineEnd ? 1 : 0));
          out.println();
        }
        case RpcAnswer.Done() -> {}
      }
    }

    @Override
    public void done() {
      if (countsAcks) {
        out.println("Total Acks: " + acks);
      }
      out.println("Total Responses: " + responses);
    }
  }

  /** One object when all is over. */
  final class AsJson implements QueryOutput {
    private final PrintStream out;
    private final List<String> acks = new ArrayList<>();
    private final Map<String, String> responses = new TreeMap<>();

    AsJson(PrintStream out) {
      this.out = out;
    }

    @Override
    public void dispatched() {}

    @Override
    public void answer(RpcAnswer answer) {
      switch (answer) {
        case RpcAnswer.Ack(String from) -> acks.add(from);
        case RpcAnswer.Response response ->
            responses.put(response.from(), new String(response.payload(), UTF_8));
        case RpcAnswer.Done() -> {}
      }
    }

    @Override
    public void done() {
      Map<String, @Nullable Object> json = new TreeMap<>();
      json.put("Acks", acks.isEmpty() ? null : acks);
      json.put("Responses", responses);
      out.println(Json.of(json));
    }
  }
}
