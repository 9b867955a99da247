package io.aiops.studio.host.plugin;

import java.io.PrintWriter;

/** What the code of a plugin threw in a process of its own, other than a PluginException. */
public final class SeparateFailure extends Exception {

  private static final long serialVersionUID = 1L;

  private final String type;
  private final String stack;

  /**
   * @param type simple name of the exception's class
   * @param stack as the process tells it
   */
  public SeparateFailure(
      String type, @org.jspecify.annotations.Nullable String message, String stack) {
    super(message);
    this.type = type;
    this.stack = stack;
  }

  /** Simple name of what was thrown. */
  public String type() {
    return type;
  }

  @Override
  public void printStackTrace(PrintWriter out) {
    super.printStackTrace(out);
    out.println("In the plugin's process: " + stack);
  }
}
