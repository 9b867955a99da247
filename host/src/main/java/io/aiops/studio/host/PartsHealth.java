package io.aiops.studio.host;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Instant;
import java.util.List;

/** Asks the database, the broker, the plugin framework and the engine. */
final class PartsHealth implements Health {

  private static final String ANSWERS = "Answers.";

  private final Database database;
  private final TaskQueue queue;
  private final Plugins plugins;
  private final Repair repair;

  PartsHealth(Database database, TaskQueue queue, Plugins plugins, Repair repair) {
    this.database = database;
    this.queue = queue;
    this.plugins = plugins;
    this.repair = repair;
  }

  @Override
  public List<Part> parts() {
    return List.of(
        ask("database", database::ping),
        ask("broker", queue::ping),
        new Part(
            "plugins",
            plugins.running(),
            plugins.running() ? "The framework runs." : "The framework has stopped."),
        engine());
  }

  private Part engine() {
    Instant last = repair.lastLook();
    boolean up = last.isAfter(Instant.EPOCH);
    return new Part(
        "engine", up, up ? "Last looked for lost work at " + last + "." : "Has not begun.");
  }

  private static Part ask(String name, Runnable question) {
    try {
      question.run();
      return new Part(name, true, ANSWERS);
    } catch (UnavailableException e) {
      return new Part(name, false, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Instant lastLook() {
    return repair.lastLook();
  }

  @Override
  public boolean started() {
    return true;
  }
}
