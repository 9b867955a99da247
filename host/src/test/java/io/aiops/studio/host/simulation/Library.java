package io.aiops.studio.host.simulation;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.Validation;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.RandomWorkflow;
import io.aiops.studio.host.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Small workflows, read once for all schedules. */
final class Library {

  static final UUID WORKSPACE = new UUID(7, 7);
  static final String OTHER_POOL = "other";
  private static final int PLAIN = 400;
  private static final int FAMILIES = 160;
  private static final int LONGEST_TEXT = 1_800;

  /** One of them, as executions are started of it. */
  record Book(WorkflowVersion version, Workflow workflow) {

    /** Whether only so many of it run at the same time. */
    boolean limited() {
      return workflow.queueing().executions() > 0;
    }
  }

  private final List<Book> books = new ArrayList<>();
  private final InMemoryWorkflowStore store = new InMemoryWorkflowStore();
  final Definitions definitions = new Definitions(store);
  final Expressions expressions = new Expressions();

  /** Whether they are {@link #wide()}. */
  final boolean wide;

  private Library(boolean wide) {
    this.wide = wide;
  }

  /** Of every kind of step. */
  static Library plain() {
    Library library = new Library(false);
    Random random = new Random(3);
    while (library.books.size() < PLAIN) {
      String text = new RandomWorkflow(random, 4).text();
      if (text.length() < LONGEST_TEXT) {
        library.books.add(library.save(text));
      }
    }
    return library.read();
  }

  /**
   * Those that run others as steps, undo what they did, wait for places, and go to other workers.
   */
  static Library wide() {
    Library library = new Library(true);
    Random random = new Random(5);
    while (library.books.size() < FAMILIES) {
      String number = "-" + library.books.size();
      String leaf = text(random, "leaf" + number, 2, List.of());
      String child = text(random, "child" + number, 3, List.of("leaf" + number));
      List<String> others = List.of("child" + number, "leaf" + number, "missing");
      String parent = text(random, "parent" + number, 3, others);
      boolean wide =
          parent.contains("\"kind\":\"workflow\"") || parent.contains("\"kind\":\"plan\"");
      if (wide && leaf.length() + child.length() + parent.length() < 2 * LONGEST_TEXT) {
        library.save(leaf);
        library.save(child);
        library.books.add(library.save(parent));
      }
    }
    return library.read();
  }

  private static String text(Random random, String name, int most, List<String> others) {
    RandomWorkflow of =
        others.isEmpty() || random.nextInt(3) > 0
            ? new RandomWorkflow(random, most, others, true)
            : RandomWorkflow.planning(random, others);
    Map<String, Object> workflow = Json.parseMap(of.text(name));
    if (random.nextInt(3) == 0) {
      workflow.put("pool", OTHER_POOL);
    }
    if (random.nextInt(2) == 0) {
      workflow.put("limits", Map.of("executions", 1 + random.nextInt(2)));
    }
    return Json.write(workflow);
  }

  private Book save(String text) {
    Validation read = WorkflowReader.read(text);
    if (!read.problems().isEmpty()) {
      throw new IllegalStateException(read.problems() + " in " + text);
    }
    Workflow workflow = read.workflow().orElseThrow();
    return new Book(store.save(WORKSPACE, workflow, text, "ada", Instant.EPOCH, null), workflow);
  }

  private Library read() {
    books.forEach(b -> definitions.get(WORKSPACE, b.version().workflowId(), b.version().version()));
    return this;
  }

  Book any(Chance chance) {
    return chance.of(books);
  }
}
