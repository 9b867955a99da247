package io.aiops.studio.plugins.testkit.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * All that is written to standard output and errors of this process, which is where its logs go
 * too. Bounded: what comes later is not kept.
 */
final class Overheard extends OutputStream {

  private static final int MOST = 8 * 1024 * 1024;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  /** From now on, for the rest of this process. */
  static Overheard begin() {
    Overheard overheard = new Overheard();
    PrintStream stream = new PrintStream(overheard, true, StandardCharsets.UTF_8);
    System.setOut(stream);
    System.setErr(stream);
    return overheard;
  }

  @Override
  public synchronized void write(int b) throws IOException {
    if (kept.size() < MOST) {
      kept.write(b);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int length) {
    if (kept.size() + length < MOST) {
      kept.write(bytes, from, length);
    }
  }

  synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8);
  }
}
