package io.aiops.studio.host.trust;

import io.aiops.studio.host.plugin.TestJars;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Jars that do one thing each, and what is to be found in them. */
final class RuleRows {

  /**
   * @param place of the finding: its class and method, or its entry
   * @param what is part of what the finding names
   */
  record Row(
      String title,
      Rule rule,
      CodeVerdict verdict,
      Supplier<byte[]> jar,
      String place,
      String what) {

    @Override
    public String toString() {
      return rule.name() + ": " + title;
    }
  }

  private RuleRows() {}

  static List<Row> all() {
    return Stream.of(CodeRows.all(), BundleRows.all(), EntryRows.all()).flatMap(s -> s).toList();
  }

  static TestJars running(String code) {
    return TestJars.bundle("acme", "1.0.0")
        .type("Does", "public class Does { void run() throws Exception { " + code + " } }");
  }
}
