package io.aiops.studio.host.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.host.execution.Event;
import java.util.stream.Stream;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestClassOrder;

/**
 * The decider as a table: given a workflow and what happened, these events come out. One class a
 * topic.
 */
@TestClassOrder(ClassOrderer.OrderAnnotation.class)
class DeciderTest {

  @Nested
  class Flow extends FlowDecisions {}

  @Nested
  class Retries extends RetryDecisions {}

  @Nested
  class Places extends PlaceDecisions {}

  @Nested
  class Rollbacks extends RollbackDecisions {}

  @Nested
  class Lists extends ListDecisions {}

  @Nested
  class Parts extends PartDecisions {}

  @Nested
  class Signals extends SignalDecisions {}

  @Nested
  class Approvals extends ApprovalDecisions {}

  @Nested
  class Children extends ChildDecisions {}

  @Nested
  class Undoing extends UndoDecisions {}

  @Nested
  class Slas extends SlaDecisions {}

  @Nested
  class Plans extends PlanDecisions {}

  @Nested
  class PlansAgain extends PlanAgainDecisions {}

  /** Only after all the others; one topic alone does not visit every type. */
  @Nested
  @Order(Integer.MAX_VALUE)
  class Together {

    @Test
    void every_type_of_event_was_visited() {
      assertThat(Decisions.SEEN)
          .containsExactlyInAnyOrderElementsOf(
              Stream.of(Event.class.getPermittedSubclasses()).map(Class::getSimpleName).toList());
    }
  }
}
