package io.aiops.studio.host.engine;

import io.aiops.studio.host.definition.Assignees;
import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.execution.Ask;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.Scope;
import io.aiops.studio.host.execution.StepState;
import io.aiops.studio.host.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an approval step's expressions say: whom it asks, and what. */
record ApprovalInputs(StepInputs inputs, ExecutionState state, Scope scope) {

  private static final int LONGEST_QUESTION = 2_000;
  private static final int LARGEST_DETAILS = 256 * 1024;

  Ask ask(StepState step, Step.ApprovalWork work) {
    String question = String.valueOf(inputs.resolve(state, scope, step, work.question()));
    if (question.isBlank() || question.length() > LONGEST_QUESTION) {
      throw new ExpressionException(
          "question has %d characters; expected 1 to %d"
              .formatted(question.length(), LONGEST_QUESTION));
    }
    Object details = inputs.resolve(state, scope, step, work.details());
    int size = Json.bytes(details).length;
    if (size > LARGEST_DETAILS) {
      throw new ExpressionException(
          "details have %d bytes as JSON; expected at most %d. Give a file instead."
              .formatted(size, LARGEST_DETAILS));
    }
    return new Ask(null, question, details);
  }

  /** Each may be an expression that gives one or a list of them. */
  List<String> assignees(String field, List<String> stated) {
    List<String> assignees = new ArrayList<>();
    for (String one : stated) {
      Object value = inputs.resolve(state, scope, one);
      (value instanceof List<?> list ? list : java.util.Collections.singletonList(value))
          .forEach(who -> assignees.add(checked(field, who)));
    }
    if (assignees.size() > Assignees.MOST) {
      throw new ExpressionException(
          "%s gave %d; expected at most %d".formatted(field, assignees.size(), Assignees.MOST));
    }
    return assignees;
  }

  private static String checked(String field, @Nullable Object who) {
    if (who instanceof String name && Assignees.fits(name)) {
      return name;
    }
    throw new ExpressionException(
        field + " gave " + Json.write(who) + "; expected " + Assignees.EXPECTED);
  }
}
