package io.kserf.playground;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.kserf.playground.StandInOptions.StandInNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A container's environment as the kubelet would make it, and {@code $(NAME)} in its command and
 * arguments.
 */
final class Environment {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$|\\$\\(([A-Za-z_][A-Za-z0-9_.-]*)\\)");

  private Environment() {}

  /**
   * @throws UnsupportedPod if a variable comes from a source that the stand-in does not know
   */
  static Map<String, String> of(Pod pod, Container container, StandInNode node) {
    var values = new LinkedHashMap<String, String>();
    for (EnvVar variable : container.getEnv()) {
      values.put(variable.getName(), value(pod, variable, node, values));
    }
    return values;
  }

  private static String value(
      Pod pod, EnvVar variable, StandInNode node, Map<String, String> earlier) {
    if (variable.getValueFrom() == null) {
      return expand(variable.getValue() == null ? "" : variable.getValue(), earlier);
    }
    if (variable.getValueFrom().getFieldRef() == null) {
      throw new UnsupportedPod("variable " + variable.getName() + ": only fieldRef is known");
    }
    return field(pod, variable.getValueFrom().getFieldRef().getFieldPath(), node);
  }

  private static String field(Pod pod, String path, StandInNode node) {
    return switch (path) {
      case "metadata.name" -> pod.getMetadata().getName();
      case "metadata.namespace" -> pod.getMetadata().getNamespace();
      case "metadata.uid" -> pod.getMetadata().getUid();
      case "spec.nodeName" -> node.name();
      case "spec.serviceAccountName" -> pod.getSpec().getServiceAccountName();
      case "status.hostIP", "status.hostIPs" -> node.hostIp();
      case "status.podIP", "status.podIPs" -> node.podIp();
      default -> throw new UnsupportedPod("field '" + path + "' is not known");
    };
  }

  /**
   * Replaces {@code $(NAME)} by its value and {@code $$} by a dollar; an unknown name stays as it
   * is.
   */
  static String expand(String text, Map<String, String> values) {
    return REFERENCE
        .matcher(text)
        .replaceAll(
            match -> {
              if (match.group().equals("$$")) {
                return Matcher.quoteReplacement("$");
              }
              String value = values.get(match.group(1));
              return Matcher.quoteReplacement(value == null ? match.group() : value);
            });
  }

  static List<String> expand(List<String> words, Map<String, String> values) {
    return words.stream().map(word -> expand(word, values)).toList();
  }
}
