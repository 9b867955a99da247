package io.aiops.studio.host.plugin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of a plugin on this node, whichever of its versions they are from: what it logged
 * or printed, and what calls of it failed at. Secrets that calls of what is up of it were lent are
 * taken out of each; while one of them was lent too many to remember, no lines are kept.
 */
public final class PluginLog {

  /** The workspace that a call of a plugin is for, while it is made. */
  public static final ScopedValue<UUID> WORKSPACE = ScopedValue.newInstance();

  static final int MOST = 100;
  static final int LONGEST = 500;

  /** More lines than this within a span are counted only. */
  static final int MOST_IN_SPAN = 50;

  static final Duration SPAN = Duration.ofSeconds(10);

  /** So much of a line is looked through. */
  private static final int LOOKED_AT = 20 * LONGEST;

  private static final String MASK = "********";

  /** What a line is. */
  public enum Level {
    /** A call of it failed. */
    FAILED,
    ERROR,
    WARNING,
    INFO
  }

  /**
   * A line.
   *
   * @param version of the plugin that wrote it
   * @param workspaceId that the call was for; null if it was written outside of calls
   */
  public record Line(
      Instant at, String version, Level level, @Nullable UUID workspaceId, String text) {}

  /**
   * What is kept.
   *
   * @param written the number of the last line among those of all plugins: another number, other
   *     lines
   */
  public record Kept(long written, List<Line> lines) {
    public Kept {
      lines = List.copyOf(lines);
    }
  }

  /** What a started version writes and is lent, from before its code runs until it is unloaded. */
  final class Writer implements AutoCloseable {
    private final String version;
    private final Runnable whenClosed;
    private final LentSecrets secrets = new LentSecrets();

    private Writer(String version, Runnable whenClosed) {
      this.version = version;
      this.whenClosed = whenClosed;
    }

    /** What a call of it is lent: from now on it is in no line. */
    void withhold(Collection<String> lent) {
      if (!secrets.has(lent)) {
        remember(this, lent);
      }
    }

    /**
     * Keeps a line, clean and not too long; or counts it, if there are too many.
     *
     * @param workspaceId null if it is of no call
     */
    void add(Level level, @Nullable UUID workspaceId, String text) {
      write(this, level, workspaceId, text);
    }

    /**
     * Nothing of it runs any more: what it was lent is forgotten, and what a thread of it that was
     * left behind still writes is not kept.
     */
    @Override
    public void close() {
      leave(this);
      whenClosed.run();
    }
  }

  private final Clock clock;
  private final AtomicLong numbers;
  private final Deque<Line> lines = new ArrayDeque<>();
  private final Set<Writer> writers = new HashSet<>();
  private Instant since = Instant.MIN;
  private int inSpan;
  private long written;

  /**
   * @param numbers counts the lines of all plugins
   */
  PluginLog(Clock clock, AtomicLong numbers) {
    this.clock = clock;
    this.numbers = numbers;
  }

  /** A version is about to be started. */
  synchronized Writer writer(String version, Runnable whenClosed) {
    Writer writer = new Writer(version, whenClosed);
    writers.add(writer);
    return writer;
  }

  private synchronized void leave(Writer writer) {
    writers.remove(writer);
  }

  /** Whether something of the plugin is up. */
  synchronized boolean inUse() {
    return !writers.isEmpty();
  }

  private synchronized void remember(Writer writer, Collection<String> lent) {
    boolean before = unclear();
    writer.secrets.add(lent);
    if (unclear() && !before && writers.contains(writer)) {
      keep(
          new Line(
              clock.instant(),
              writer.version,
              Level.INFO,
              null,
              "It was lent more than %d different secrets, more than are remembered"
                      .formatted(LentSecrets.MOST)
                  + " to take them out of lines: none are kept before it is unloaded. The"
                  + " server's log has them."));
    }
  }

  /** Whether nobody can say what in a line is a secret. */
  private boolean unclear() {
    return writers.stream().anyMatch(writer -> writer.secrets.tooMany());
  }

  private synchronized void write(
      Writer writer, Level level, @Nullable UUID workspaceId, String text) {
    if (!writers.contains(writer)) {
      return;
    }
    Instant now = clock.instant();
    boolean unclear = unclear();
    if (!now.isBefore(since.plus(SPAN))) {
      if (inSpan > MOST_IN_SPAN && !unclear) {
        String more =
            "%d more lines, which only the server's log has".formatted(inSpan - MOST_IN_SPAN);
        keep(new Line(since, "", Level.INFO, null, more));
      }
      since = now;
      inSpan = 0;
    }
    inSpan++;
    if (!unclear && inSpan <= MOST_IN_SPAN) {
      keep(new Line(now, writer.version, level, workspaceId, clean(text)));
    }
  }

  /** What the studio has to say of a version: kept in any case, since it is rare. */
  synchronized void tell(String version, String text) {
    if (!unclear()) {
      keep(new Line(clock.instant(), version, Level.ERROR, null, clean(text)));
    }
  }

  private void keep(Line line) {
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.addLast(line);
    written = numbers.incrementAndGet();
  }

  private String clean(String text) {
    String shown = withoutSecrets(text);
    // Nothing that would change how it is shown, and one line each.
    String line = shown.strip().replaceAll("\\R", " ⏎ ").replaceAll("\\p{C}", "\uFFFD");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  private String withoutSecrets(String text) {
    String head = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
    BitSet within = new BitSet(head.length());
    int longest = 0;
    for (Writer writer : writers) {
      writer.secrets.mark(head, within);
      longest = Math.max(longest, writer.secrets.longest());
    }
    // What begins near the end of what is looked through may be the half of one.
    int end = head.length() == text.length() ? head.length() : Math.max(0, LOOKED_AT - longest);
    StringBuilder shown = new StringBuilder();
    for (int at = 0; at < end; ) {
      if (within.get(at)) {
        shown.append(MASK);
        at = within.nextClearBit(at);
      } else {
        int next = within.nextSetBit(at);
        int to = next < 0 ? end : Math.min(next, end);
        shown.append(head, at, to);
        at = to;
      }
    }
    return end == text.length() ? shown.toString() : shown.append("…").toString();
  }

  /** As of now. */
  synchronized Kept kept() {
    return new Kept(written, List.copyOf(lines));
  }
}
