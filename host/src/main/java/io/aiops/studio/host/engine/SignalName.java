package io.aiops.studio.host.engine;

import java.util.regex.Pattern;

/** What a signal may be called. */
final class SignalName {

  static final String EXPECTED =
      "expected a name of 1 to 200 characters without line breaks, such as 'order-4711-paid'";

  private static final Pattern NAME = Pattern.compile("\\P{Cntrl}{1,200}");

  private SignalName() {}

  static boolean fits(String name) {
    return NAME.matcher(name).matches() && !name.isBlank();
  }
}
