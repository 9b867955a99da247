package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/** Checks how a plugin fails. */
final class Failures {

  private Failures() {}

  static void check(String what, Category expected, @Nullable Throwable thrown, String secret) {
    if (thrown == null) {
      fail(what + " went well; expected it to fail as " + expected);
    }
    assertThat(thrown)
        .as(what + " fails with a PluginException that says " + expected)
        .isInstanceOfSatisfying(
            PluginException.class,
            failure -> assertThat(failure.category()).as(failure.getMessage()).isEqualTo(expected));
    assertThat(thrown.getMessage()).as(what + " says what went wrong").isNotBlank();
    leaksNothing(what, thrown, secret);
  }

  /** Not in the message, not in a cause's: the whole trace ends in a log. */
  static void leaksNothing(String what, Throwable thrown, String secret) {
    if (secret.isEmpty()) {
      return;
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    assertThat(trace.toString()).as(what + " keeps the secret to itself").doesNotContain(secret);
  }
}
