package io.kserf.operator;

import io.kserf.api.v1alpha1.Member;

/** What became of a member, as a person wants to hear of it: once. */
record News(Kind kind, Member member) {
  /** Kinds of news; each is the reason of a Kubernetes Event. */
  enum Kind {
    JOINED("MemberJoined", "joined"),
    RECOVERED("MemberRecovered", "is alive again"),
    FAILED("MemberFailed", "failed"),
    LEFT("MemberLeft", "left"),
    FORGOTTEN("MemberForgotten", "is forgotten");

    private final String reason;
    private final String verb;

    Kind(String reason, String verb) {
      this.reason = reason;
      this.verb = verb;
    }

    String reason() {
      return reason;
    }

    boolean isBad() {
      return this == FAILED;
    }
  }

  /** One line, such as {@code member node-2 (10.0.0.2:7946) failed}. */
  String text() {
    return "member %s (%s) %s".formatted(member.name(), member.address(), kind.verb);
  }
}
