package io.aiops.studio.host.worker;

import io.aiops.studio.host.taskqueue.Command.Result;

/** An attempt failed after it had made calls: carries the outcome with their records. */
final class CallFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Result result;

  CallFailedException(Result result, Throwable cause) {
    super(cause);
    this.result = result;
  }

  Result result() {
    return result;
  }
}
