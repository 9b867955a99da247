package io.aiops.studio.cli.console;

import java.io.Console;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command speaks: results go to {@code out}, so that they can be piped; what is for the
 * person who watches goes to {@code err}.
 */
public final class Terminal {

  /** What a colour stands for. */
  public enum Tone {
    GOOD("32"),
    BAD("31"),
    BUSY("36"),
    CAUTION("33"),
    QUIET("2");

    private final String code;

    Tone(String code) {
      this.code = code;
    }
  }

  private final PrintStream out;
  private final PrintStream err;
  private final boolean coloured;

  public Terminal(PrintStream out, PrintStream err, boolean coloured) {
    this.out = out;
    this.err = err;
    this.coloured = coloured;
  }

  /** Coloured if a person watches and did not ask for plain text (https://no-color.org). */
  public static Terminal ofProcess(Map<String, String> environment) {
    Console console = System.console();
    boolean watched = console != null && console.isTerminal();
    boolean plain =
        !environment.getOrDefault("NO_COLOR", "").isEmpty()
            || environment.getOrDefault("TERM", "").equals("dumb");
    return new Terminal(System.out, System.err, watched && !plain);
  }

  public PrintStream out() {
    return out;
  }

  public PrintStream err() {
    return err;
  }

  /** A line of the result. */
  public void result(String line) {
    out.println(line);
  }

  /** A line for the person who watches. */
  public void say(String line) {
    err.println(line);
  }

  /**
   * Asks the person who watches.
   *
   * @return false also if nobody watches
   */
  public boolean agreed(String question) {
    Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return false;
    }
    String answer = console.readLine("%s [y/N] ", question);
    return answer != null && answer.strip().equalsIgnoreCase("y");
  }

  public String tone(Tone tone, String text) {
    return coloured ? "\u001b[" + tone.code + "m" + text + "\u001b[0m" : text;
  }

  /** In one line, and without what a terminal would obey: texts of models and plugins come here. */
  public static String plain(String text) {
    return text.codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }
}
