package io.aiops.studio.host.isolate;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a plugin's process prints, line by line in the studio's log. All of it is read, so that the
 * process never waits; what is too much is counted instead of being kept.
 */
final class ChildLog {

  private static final Logger LOG = LoggerFactory.getLogger(ChildLog.class);
  private static final int LONGEST = 2_000;
  private static final int MOST = 100;
  private static final long SPAN = Duration.ofSeconds(10).toNanos();

  private final String plugin;
  private final InputStream in;
  private final Consumer<String> printed;
  private long since = System.nanoTime();
  private int lines;
  private long dropped;

  private ChildLog(String plugin, InputStream in, Consumer<String> printed) {
    this.plugin = plugin;
    this.printed = printed;
    this.in = new BufferedInputStream(in);
  }

  /** On a thread of its own, until there is nothing more. */
  static void follow(String plugin, InputStream in, Consumer<String> printed) {
    ChildLog log = new ChildLog(plugin, in, printed);
    Thread.ofPlatform()
        .name("studio-separate-log-" + plugin)
        .daemon()
        .inheritInheritableThreadLocals(false)
        .start(log::read);
  }

  private void read() {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (in) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          say(line);
        } else if (line.size() < LONGEST) {
          line.write(b);
        }
      }
    } catch (IOException e) {
      LOG.debug("{} prints no more", plugin, e);
    }
    say(line);
    summary();
  }

  private void say(ByteArrayOutputStream line) {
    String text = clean(line.toString(StandardCharsets.UTF_8));
    line.reset();
    if (System.nanoTime() - since > SPAN) {
      summary();
      since = System.nanoTime();
      lines = 0;
    }
    if (text.isBlank()) {
      return;
    }
    if (++lines > MOST) {
      dropped++;
    } else {
      LOG.info("Plugin {} printed: {}", plugin, text);
      printed.accept(text);
    }
  }

  private void summary() {
    if (dropped > 0) {
      LOG.info("Plugin {} printed {} more lines, which are not kept", plugin, dropped);
      dropped = 0;
    }
  }

  /** Nothing that would change how a log is shown. */
  static String clean(String text) {
    String shown = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    return shown.replaceAll("\\p{C}", "\uFFFD");
  }
}
