package io.aiops.studio.host;

import io.aiops.studio.host.persistence.Database;
import io.aiops.studio.host.plugin.Plugins;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.taskqueue.TaskQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Asks the database, the broker, the plugin framework and the engine. */
final class PartsHealth implements Health {

  private static final String ANSWERS = "Answers.";

  private final Database database;
  private final TaskQueue queue;
  private final Plugins plugins;
  private final Repair repair;
  private final IntSupplier silent;
  private final BooleanSupplier engine;
  private final Standing standing;

  /**
   * @param engine whether what this node has to do with commands is done
   * @param silent how many connections and model providers do not answer this node's tasks now
   */
  PartsHealth(
      Database database,
      TaskQueue queue,
      Plugins plugins,
      Repair repair,
      BooleanSupplier engine,
      IntSupplier silent,
      Clock clock) {
    this.database = database;
    this.queue = queue;
    this.plugins = plugins;
    this.repair = repair;
    this.engine = engine;
    this.silent = silent;
    this.standing = new Standing(clock);
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

  @Override
  public Whole whole() {
    List<Part> all = new ArrayList<>(parts());
    Part outside = outside();
    Level level = standing.of(all, outside);
    all.add(outside);
    return new Whole(level, all);
  }

  /** Only how many: whoever may ask for health need not know what a workspace calls. */
  private Part outside() {
    int away = silent.getAsInt();
    return new Part(
        "connections",
        away == 0,
        away == 0
            ? "All that was called of late answers."
            : "%d do not answer; what needs them is tried again or takes its fallback."
                .formatted(away));
  }

  private Part engine() {
    Instant last = repair.lastLook();
    if (!last.isAfter(Instant.EPOCH)) {
      return new Part("engine", false, "Has not begun.");
    }
    boolean takes = engine.getAsBoolean();
    return new Part(
        "engine",
        takes,
        (takes ? "" : "Takes no commands; it tries again by itself. ")
            + "Last looked for lost work at "
            + last
            + ".");
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
