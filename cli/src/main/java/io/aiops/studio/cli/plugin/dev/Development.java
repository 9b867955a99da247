package io.aiops.studio.cli.plugin.dev;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** One sitting: the plugin is live at the start, and after each change that can be. */
public final class Development {

  /** Reads the project again, when its pom was changed: Maven has to say what it is built with. */
  @FunctionalInterface
  public interface Reading {
    Project read() throws InterruptedException, IOException;
  }

  private static final int NAMED = 5;

  private final Session session;
  private final Reading reading;
  private final Reload reload;

  public Development(Session session, Reading reading) {
    this.session = session;
    this.reading = reading;
    this.reload = new Reload(session);
  }

  /**
   * @param reloads ends after as many changes were tried; else goes on until it is interrupted
   * @return whether the last one is live
   */
  public boolean run(long reloads) throws InterruptedException, IOException {
    Project project = reading.read();
    try (Watch watch = new Watch(project)) {
      Snapshot known = Snapshot.of(project);
      boolean live = reload.run(project, Instant.now());
      session
          .terminal()
          .say("Watching %s; Ctrl-C ends it, and what is live stays.".formatted(project.folder()));
      for (long tried = 0; tried < reloads; ) {
        watch.await();
        Snapshot now = Snapshot.of(project);
        List<Path> changed = now.changedSince(known);
        if (changed.isEmpty()) {
          continue;
        }
        known = now;
        tried++;
        session.terminal().say(named(project, changed, now));
        try {
          if (changed.contains(project.pom())) {
            session.terminal().say("  The pom was changed: Maven reads it, which takes a while …");
            project = reading.read();
          }
          live = reload.run(project, Reload.saved(changed));
        } catch (CommandFailedException e) {
          live = reload.failed(String.valueOf(e.getMessage()), e.details());
        }
      }
      return live;
    }
  }

  private static String named(Project project, List<Path> changed, Snapshot now) {
    String names =
        changed.stream()
            .limit(NAMED)
            .map(file -> project.folder().relativize(file) + (now.has(file) ? "" : " (removed)"))
            .collect(Collectors.joining(", "));
    int more = changed.size() - NAMED;
    return "Changed: " + names + (more > 0 ? " and " + more + " more" : "");
  }
}
