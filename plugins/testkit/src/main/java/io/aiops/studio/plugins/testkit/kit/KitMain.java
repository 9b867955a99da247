package io.aiops.studio.plugins.testkit.kit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What {@code ./studio plugin check} runs. */
public final class KitMain {

  private KitMain() {}

  /**
   * Prints the report; ends with 0 if nothing failed, 1 if something did, 2 if there is no such
   * file.
   *
   * @param arguments the jar, and {@code --json} for the form that programs read
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Path jar = Path.of(arguments[0]);
    if (!Files.isRegularFile(jar)) {
      out.println("There is no file " + jar + ".");
      System.exit(2);
    }
    Report report = new Kit().check(Files.readAllBytes(jar));
    boolean json = arguments.length > 1 && arguments[1].equals("--json");
    out.println(json ? report.json() : report.text());
    System.exit(report.passed() ? 0 : 1);
  }
}
