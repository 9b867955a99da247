package io.aiops.studio.host.plugin;

import io.aiops.studio.host.plugin.PluginLog.Level;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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

  private final Clock clock;
  private final Map<String, PluginLog> logs = new ConcurrentHashMap<>();
  private final Handler listener = new Listener();

  /** Kept: the log manager forgets loggers that nobody holds. */
  private final Logger root = Logger.getLogger("");

  PluginLogs(Clock clock) {
    this.clock = clock;
    root.addHandler(listener);
  }

  PluginLog of(String plugin) {
    return logs.computeIfAbsent(plugin, name -> new PluginLog(clock));
  }

  /** Of each plugin that ever wrote anything here, by name. */
  Map<String, PluginLog.Kept> kept() {
    Map<String, PluginLog.Kept> all = new TreeMap<>();
    logs.forEach((plugin, log) -> {
      PluginLog.Kept kept = log.kept();
      if (kept.written() > 0) {
        all.put(plugin, kept);
      }
    });
    return all;
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
        author(record).ifPresent(bundle -> add(bundle, record));
      }
    }

    private void add(Bundle bundle, LogRecord record) {
      Throwable thrown = record.getThrown();
      String text = formatter.formatMessage(record) + (thrown == null ? "" : ": " + thrown);
      UUID workspace = PluginLog.WORKSPACE.isBound() ? PluginLog.WORKSPACE.get() : null;
      of(bundle.getSymbolicName())
          .add(bundle.getVersion().toString(), level(record), workspace, text);
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
