package io.aiops.studio.plugins.testkit.kit;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code ./studio plugin check} runs, and the build for what ships. */
public final class KitMain {

  private static final String JSON = "--json";

  private KitMain() {}

  /**
   * Prints a report for each jar, in their order; ends with 0 if nothing failed, 1 if something
   * did, 2 if there is no such file.
   *
   * @param arguments the jars, and {@code --json} for the form that programs read: a line each
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    boolean json = List.of(arguments).contains(JSON);
    List<byte[]> jars = new ArrayList<>();
    for (String argument : arguments) {
      if (!argument.equals(JSON)) {
        Path jar = Path.of(argument);
        if (!Files.isRegularFile(jar)) {
          out.println("There is no file " + jar + ".");
          System.exit(2);
        }
        jars.add(Files.readAllBytes(jar));
      }
    }
    List<Report> reports = new Kit().check(jars);
    reports.forEach(report -> out.println(json ? report.json() : report.text()));
    System.exit(reports.stream().allMatch(Report::passed) ? 0 : 1);
  }
}
