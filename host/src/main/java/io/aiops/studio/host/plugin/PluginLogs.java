package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginLog.Level;
import java.time.Clock;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/**
 * The log of each plugin of this node. What plugins log comes out of {@code java.util.logging},
 * where {@code System.Logger} ends too, and is known as theirs by the class that logged it: on
 * whichever thread, also while it starts. What they print by themselves is not seen; that of a
 * process of their own is.
 */
final class PluginLogs implements AutoCloseable {

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  /** So many plugins that are not here any more can still be read of. */
  static final int MOST_REMOVED = 20;

  private final Clock clock;
  private final AtomicLong numbers = new AtomicLong();
  private final Map<String, PluginLog> logs = new HashMap<>();

  /** Of those in this process, by what their classes are of. */
  private final Map<Bundle, PluginLog.Writer> inside = new ConcurrentHashMap<>();

  private final Handler listener = new Listener();

  /** Kept: the log manager forgets loggers that nobody holds. */
  private final Logger root = Logger.getLogger("");

  PluginLogs(Clock clock) {
    this.clock = clock;
    root.addHandler(listener);
  }

  synchronized PluginLog of(String plugin) {
    return logs.computeIfAbsent(plugin, name -> new PluginLog(clock, numbers));
  }

  /** For a version that is about to be started in a process of its own. */
  synchronized PluginLog.Writer writer(String plugin, String version) {
    return of(plugin).writer(version, () -> {});
  }

  /** For one that is about to be started in this process. */
  synchronized PluginLog.Writer writer(Bundle bundle) {
    PluginLog.Writer writer =
        of(bundle.getSymbolicName())
            .writer(bundle.getVersion().toString(), () -> inside.remove(bundle));
    inside.put(bundle, writer);
    return writer;
  }

  /** Of each plugin that wrote anything here and is not forgotten, by name. */
  synchronized Map<String, PluginLog.Kept> kept() {
    Map<String, PluginLog.Kept> all = new TreeMap<>();
    logs.forEach((plugin, log) -> {
      PluginLog.Kept kept = log.kept();
      if (kept.written() > 0) {
        all.put(plugin, kept);
      }
    });
    return all;
  }

  /**
   * Called now and then: forgets plugins that were removed, or never came up, but for those that
   * wrote last.
   *
   * @param installed names of those that are not removed
   */
  synchronized void tidy(Set<String> installed) {
    logs.entrySet().stream()
        .filter(each -> !installed.contains(each.getKey()) && !each.getValue().inUse())
        .sorted(
            Comparator.comparingLong(
                (Map.Entry<String, PluginLog> each) -> -each.getValue().kept().written()))
        .skip(MOST_REMOVED)
        .map(Map.Entry::getKey)
        .toList()
        .forEach(logs::remove);
  }

  @Override
  public void close() {
    root.removeHandler(listener);
  }

  private final class Listener extends Handler {
    private final SimpleFormatter formatter = new SimpleFormatter();

    @Override
    public void publish(LogRecord record) {
      if (isLoggable(record)) {
        author(record).map(inside::get).ifPresent(writer -> add(writer, record));
      }
    }

    private void add(PluginLog.Writer writer, LogRecord record) {
      Throwable thrown = record.getThrown();
      String text = formatter.formatMessage(record) + (thrown == null ? "" : ": " + thrown);
      UUID workspace = PluginLog.WORKSPACE.isBound() ? PluginLog.WORKSPACE.get() : null;
      writer.add(level(record), workspace, text);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }

  /** The plugin whose class logged it; empty if that was nobody's. */
  private static Optional<Bundle> author(LogRecord record) {
    String source = record.getSourceClassName();
    return STACK
        .walk(frames ->
            frames
                .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                .filter(type -> type.getName().equals(source))
                .findFirst())
        .map(Class::getClassLoader)
        .filter(BundleReference.class::isInstance)
        .map(loader -> ((BundleReference) loader).getBundle())
        .filter(bundle -> bundle != null && bundle.getLocation().startsWith(OsgiFramework.PLUGIN));
  }

  private static Level level(LogRecord record) {
    int level = record.getLevel().intValue();
    if (level >= java.util.logging.Level.SEVERE.intValue()) {
      return Level.ERROR;
    }
    return level >= java.util.logging.Level.WARNING.intValue() ? Level.WARNING : Level.INFO;
  }
}
