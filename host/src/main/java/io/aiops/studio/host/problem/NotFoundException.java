package io.aiops.studio.host.problem;

/** What was asked for does not exist in the caller's workspace. */
public class NotFoundException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param what such as {@code workflow}
   * @param id as it was asked for
   */
  public NotFoundException(String what, String id) {
    super("There is no " + what + " '" + id + "' in this workspace.");
  }
}
