package io.aiops.studio.host.problem;

/**
 * One thing wrong with what somebody gave us.
 *
 * @param path where: {@code steps[2].input.prompt}, {@code name}; empty for the whole
 * @param message what was seen, what was expected, what to do
 */
public record Problem(String path, String message) {

  @Override
  public String toString() {
    return path.isEmpty() ? message : path + ": " + message;
  }
}
