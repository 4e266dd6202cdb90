package io.kserf.swim;

import java.util.List;

/** None of the addresses of a join could be contacted; the message has all reasons, as Serf's. */
public final class JoinFailed extends SwimException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;

  /**
   * @param reasons one for each address, each fit to be read alone
   */
  public JoinFailed(List<String> reasons) {
    super(combined(reasons));
    this.reasons = List.copyOf(reasons);
  }

  public List<String> reasons() {
    return reasons;
  }

  private static String combined(List<String> reasons) {
    var text = new StringBuilder();
    text.append(reasons.size() == 1 ? "1 error" : reasons.size() + " errors");
    text.append(" occurred:\n");
    reasons.forEach(reason -> text.append("\t* ").append(reason).append('\n'));
    return text.append('\n').toString();
  }
}
