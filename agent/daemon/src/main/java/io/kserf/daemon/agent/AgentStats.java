package io.kserf.daemon.agent;

import io.kserf.daemon.handler.EventScript;
import java.lang.management.ManagementFactory;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What {@code info} shows, by section and key. */
public final class AgentStats {
  private AgentStats() {}

  public static Map<String, Map<String, String>> of(Agent agent) {
    var self = agent.serf().localMember();
    var sections = new LinkedHashMap<String, Map<String, String>>();
    sections.put("agent", Map.of("name", self.name()));
    sections.put("runtime", runtime());
    sections.put("serf", agent.serf().stats());
    sections.put("tags", self.tags());
    sections.put("event_handlers", handlers(agent));
    return sections;
  }

  private static Map<String, String> runtime() {
    String processors = String.valueOf(Runtime.getRuntime().availableProcessors());
    var runtime = new LinkedHashMap<String, String>();
    runtime.put("os", System.getProperty("os.name").toLowerCase(Locale.ROOT));
    runtime.put("arch", System.getProperty("os.arch"));
    runtime.put("version", "java" + Runtime.version());
    runtime.put("max_procs", processors);
    // The nearest thing to a goroutine that can be counted.
    runtime.put("goroutines", String.valueOf(ManagementFactory.getThreadMXBean().getThreadCount()));
    runtime.put("cpu_count", processors);
    return runtime;
  }

  private static Map<String, String> handlers(Agent agent) {
    var scripts = new LinkedHashMap<String, String>();
    for (EventScript script : agent.handlers().scripts()) {
      scripts.put(script.filter().event() + ":" + script.filter().name(), script.script());
    }
    return scripts;
  }
}
