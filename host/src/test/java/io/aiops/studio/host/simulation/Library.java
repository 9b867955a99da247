package io.aiops.studio.host.simulation;

import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.InMemoryWorkflowStore;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.definition.WorkflowVersion;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.engine.RandomWorkflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Small workflows of every kind of step, read once for all schedules. */
final class Library {

  static final UUID WORKSPACE = new UUID(7, 7);
  private static final int SIZE = 400;
  private static final int LONGEST_TEXT = 1_800;

  /** One of them, as executions are started of it. */
  record Book(WorkflowVersion version, Workflow workflow) {}

  private final List<Book> books = new ArrayList<>();
  private final InMemoryWorkflowStore store = new InMemoryWorkflowStore();
  final Definitions definitions = new Definitions(store);
  final Expressions expressions = new Expressions();

  Library() {
    Random random = new Random(3);
    while (books.size() < SIZE) {
      String text = new RandomWorkflow(random, 4).text();
      if (text.length() < LONGEST_TEXT) {
        Workflow workflow = WorkflowReader.read(text).workflow().orElseThrow();
        WorkflowVersion version = store.save(WORKSPACE, workflow, text, "ada", Instant.EPOCH, null);
        books.add(new Book(version, workflow));
      }
    }
    books.forEach(b -> definitions.get(WORKSPACE, b.version().workflowId(), b.version().version()));
  }

  Book any(Chance chance) {
    return chance.of(books);
  }
}
