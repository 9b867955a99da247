package io.aiops.studio.host.plugin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The last lines of a plugin on this node, whichever of its versions they are from: what it logged
 * or printed, and what calls of it failed at. Secrets that its calls were lent are taken out of
 * each.
 */
public final class PluginLog {

  /** The workspace that a call of a plugin is for, while it is made. */
  public static final ScopedValue<UUID> WORKSPACE = ScopedValue.newInstance();

  static final int MOST = 100;
  static final int LONGEST = 500;

  /** More lines than this within a span are counted only. */
  static final int MOST_IN_SPAN = 50;

  static final Duration SPAN = Duration.ofSeconds(10);

  /** Who is lent more different ones gets no lines kept: they could not be looked through. */
  static final int MOST_SECRETS = 1_000;

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
   * @param written how many lines there ever were: another number, other lines
   */
  public record Kept(long written, List<Line> lines) {
    public Kept {
      lines = List.copyOf(lines);
    }
  }

  private final Clock clock;
  private final Deque<Line> lines = new ArrayDeque<>();
  private volatile Set<String> secrets = Set.of();
  private volatile boolean closed;
  private List<String> longestFirst = List.of();
  private Instant since = Instant.MIN;
  private int inSpan;
  private long written;

  PluginLog(Clock clock) {
    this.clock = clock;
  }

  /** What a call of it is lent: from now on it is in no line. */
  void withhold(Collection<String> lent) {
    if (!closed && !secrets.containsAll(lent)) {
      remember(lent);
    }
  }

  private synchronized void remember(Collection<String> lent) {
    Set<String> all = new HashSet<>(secrets);
    all.addAll(lent);
    if (all.size() > MOST_SECRETS) {
      closed = true;
      lines.clear();
      keep(
          new Line(
              clock.instant(),
              "",
              Level.INFO,
              null,
              "It was lent more than %d different secrets, more than a line can be looked through"
                      .formatted(MOST_SECRETS)
                  + " for: no lines are kept any more. The server's log has them."));
    } else {
      secrets = Set.copyOf(all);
      // One may hold another.
      longestFirst =
          all.stream().sorted(Comparator.comparingInt(String::length).reversed()).toList();
    }
  }

  /**
   * Keeps a line, clean and not too long; or counts it, if there are too many.
   *
   * @param workspaceId null if it is of no call
   */
  synchronized void add(String version, Level level, @Nullable UUID workspaceId, String text) {
    Instant now = clock.instant();
    if (!now.isBefore(since.plus(SPAN))) {
      if (inSpan > MOST_IN_SPAN && !closed) {
        String more =
            "%d more lines, which only the server's log has".formatted(inSpan - MOST_IN_SPAN);
        keep(new Line(since, "", Level.INFO, null, more));
      }
      since = now;
      inSpan = 0;
    }
    inSpan++;
    if (!closed && inSpan <= MOST_IN_SPAN) {
      keep(new Line(now, version, level, workspaceId, clean(text)));
    }
  }

  /** What the studio has to say of a version: kept in any case, since it is rare. */
  synchronized void tell(String version, String text) {
    if (!closed) {
      keep(new Line(clock.instant(), version, Level.ERROR, null, clean(text)));
    }
  }

  private void keep(Line line) {
    if (lines.size() == MOST) {
      lines.removeFirst();
    }
    lines.addLast(line);
    written++;
  }

  private String clean(String text) {
    String shown = text.length() <= LOOKED_AT ? text : text.substring(0, LOOKED_AT);
    for (String secret : longestFirst) {
      shown = shown.replace(secret, MASK);
    }
    // Nothing that would change how it is shown, and one line each.
    String line = shown.strip().replaceAll("\\R", " ⏎ ").replaceAll("\\p{C}", "\uFFFD");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** As of now. */
  synchronized Kept kept() {
    return new Kept(written, List.copyOf(lines));
  }
}
