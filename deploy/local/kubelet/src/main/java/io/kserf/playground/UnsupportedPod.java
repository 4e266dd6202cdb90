package io.kserf.playground;

/**
 * A pod asks for something that the stand-in cannot do; the message is what the pod's status says.
 */
final class UnsupportedPod extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reason;

  UnsupportedPod(String reason) {
    super("the playground's stand-in for the kubelet cannot run this pod: " + reason);
    this.reason = reason;
  }

  String reason() {
    return reason;
  }
}
