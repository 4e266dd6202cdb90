package io.kserf.swim;

/** A datagram could not be sent for a reason that lies with the remote side or the path to it. */
public final class SendFailed extends SwimException {
  private static final long serialVersionUID = 1L;

  public SendFailed(String message) {
    super(message);
  }

  public SendFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
