package io.aiops.studio.host.trigger;

import io.aiops.studio.host.definition.ExpressionException;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowStore;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.trigger.TriggerService.Definition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Says all that is wrong with a trigger before it is kept. */
final class TriggerCheck {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int MAX_INPUTS = 64 * 1024;
  private static final int LONGEST_ANSWER = 60;

  private final WorkflowStore workflows;
  private final Expressions expressions;

  TriggerCheck(WorkflowStore workflows, Expressions expressions) {
    this.workflows = workflows;
    this.expressions = expressions;
  }

  /**
   * @throws InvalidException with all problems
   */
  void check(UUID workspaceId, String name, Definition definition, Instant now) {
    List<Problem> problems = new ArrayList<>();
    if (!NAME.matcher(name).matches()) {
      problems.add(
          new Problem(
              "name", "is '" + name + "'; expected 1 to 64 lower case letters, digits and '-'"));
    }
    workflow(workspaceId, definition, problems);
    inputs(definition.inputs(), problems);
    switch (definition.source()) {
      case Source.Schedule s -> schedule(s, now, problems);
      case Source.Webhook w -> {
        if (w.answerWithinSeconds() < 0 || w.answerWithinSeconds() > LONGEST_ANSWER) {
          problems.add(
              new Problem(
                  "webhook.answerWithinSeconds",
                  "is " + w.answerWithinSeconds() + "; expected 0 to " + LONGEST_ANSWER));
        }
      }
      case Source.Queue q -> {}
      case Source.Completion c -> {
        if (workflows.find(workspaceId, c.workflow()).isEmpty()) {
          problems.add(
              new Problem("completion.workflow", "there is no workflow '" + c.workflow() + "'"));
        }
        if (c.on().isEmpty()) {
          problems.add(
              new Problem("completion.on", "is empty; name at least one of COMPLETED, FAILED"));
        }
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
  }

  private void workflow(UUID workspaceId, Definition definition, List<Problem> problems) {
    Integer version = definition.version();
    if (workflows.find(workspaceId, definition.workflow()).isEmpty()) {
      problems.add(new Problem("workflow", "there is no workflow '" + definition.workflow() + "'"));
    } else if (version != null
        && workflows.find(workspaceId, definition.workflow(), version).isEmpty()) {
      problems.add(
          new Problem(
              "version", "workflow '" + definition.workflow() + "' has no version " + version));
    }
  }

  private void inputs(Map<String, @Nullable Object> inputs, List<Problem> problems) {
    if (Json.write(inputs).getBytes(StandardCharsets.UTF_8).length > MAX_INPUTS) {
      problems.add(
          new Problem("inputs", "are larger than the " + MAX_INPUTS + " bytes that are kept"));
      return;
    }
    inputs.forEach((name, value) -> expressions("inputs." + name, value, problems));
  }

  private void expressions(String path, @Nullable Object value, List<Problem> problems) {
    switch (value) {
      case String text -> {
        try {
          expressions.expressionsIn(text).forEach(expressions::check);
        } catch (ExpressionException e) {
          problems.add(new Problem(path, String.valueOf(e.getMessage())));
        }
      }
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          expressions(path + "[" + i + "]", list.get(i), problems);
        }
      }
      case Map<?, ?> map ->
          map.forEach((name, item) -> expressions(path + "." + name, item, problems));
      case null, default -> {}
    }
  }

  private static void schedule(Source.Schedule source, Instant now, List<Problem> problems) {
    try {
      if (CronSchedule.of(source.cron(), source.zone()).next(now).isEmpty()) {
        problems.add(new Problem("schedule.cron", "'" + source.cron() + "' names no time at all"));
      }
    } catch (InvalidException e) {
      e.problems()
          .forEach(problem ->
              problems.add(new Problem("schedule." + problem.path(), problem.message())));
    }
    if (source.most() < 1 || source.most() > Due.MOST) {
      problems.add(
          new Problem("schedule.most", "is " + source.most() + "; expected 1 to " + Due.MOST));
    }
  }
}
