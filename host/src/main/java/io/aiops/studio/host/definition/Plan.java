package io.aiops.studio.host.definition;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Steps and edges that a planner made, in the workflow's own format.
 *
 * @param text as it was given, read: an object with steps and edges
 * @param body as it is run
 * @param problems why it is not; empty if it may be
 */
public record Plan(Map<String, @Nullable Object> text, Body body, List<Problem> problems) {

  /** The category of an attempt whose plan cannot be used. */
  public static final String INVALID = "invalid-plan";

  static final int MOST_STEPS = 200;

  /** Plans within plans. */
  static final int DEEPEST = 3;

  static final int LONGEST = 256 * 1024;

  private static final int MOST_TOLD = 20;
  private static final Body NOTHING = new Body(List.of(), List.of());

  /** Models like to talk around what they write. */
  private static final Pattern FENCED =
      Pattern.compile("```\\w*\\R(.*?)\\R\\h*```", Pattern.DOTALL);

  private static final Pattern BARE = Pattern.compile("\\A\\s*(\\{|steps:|edges:)");

  public Plan {
    problems = List.copyOf(problems);
  }

  /**
   * Reads what a planner gave, and says all that is wrong with its form and against what it may
   * use. Whether there is what it names, {@link WorkflowValidator} says.
   *
   * @param output the plan, or its text
   * @param depth how deep it stands in plans, 1 for one in the workflow itself
   * @param pool that its tasks go to; null for the workflow's
   */
  public static Plan read(
      @Nullable Object output, Step.PlanWork.Allow allow, int depth, @Nullable String pool) {
    List<Problem> problems = new ArrayList<>();
    Object value = value(output, problems);
    int length = value == null ? 0 : Json.write(value).length();
    if (length > LONGEST) {
      problems.add(tooLong(length));
      return new Plan(Map.of(), NOTHING, problems);
    }
    if (!(value instanceof Map<?, ?> map)) {
      if (problems.isEmpty()) {
        problems.add(
            new Problem(
                "", "is " + Reading.shown(value) + "; expected an object with steps and edges"));
      }
      return new Plan(Map.of(), NOTHING, problems);
    }
    Map<String, @Nullable Object> text = new LinkedHashMap<>(Document.strings(map));
    Body body = WorkflowReader.planned(text, pool, problems);
    new Allowed(allow, depth, problems).check(body);
    return new Plan(text, body, problems);
  }

  /** One that was adopted: it is run as it is. */
  public static Body adopted(Map<String, @Nullable Object> text, @Nullable String pool) {
    return WorkflowReader.planned(text, pool, new ArrayList<>());
  }

  private static @Nullable Object value(@Nullable Object output, List<Problem> problems) {
    Object plan = given(output);
    if (plan instanceof String text) {
      if (text.length() > LONGEST) {
        problems.add(tooLong(text.length()));
        return null;
      }
      Matcher fenced = FENCED.matcher(text);
      boolean wrapped = !BARE.matcher(text).find() && fenced.find();
      return Document.load(wrapped ? fenced.group(1) : text, problems);
    }
    return PlainValues.in(plan, problems) ? plan : null;
  }

  /** Agents that converse tell more than their answer, which is data or text then. */
  private static @Nullable Object given(@Nullable Object output) {
    if (!(output instanceof Map<?, ?> map) || map.containsKey("steps")) {
      return output;
    }
    return map.get("data") instanceof Map<?, ?> data
        ? data
        : map.get("text") instanceof String text ? text : output;
  }

  private static Problem tooLong(int length) {
    return new Problem("", "has " + length + " characters; at most " + LONGEST);
  }

  /** What is wrong, in words for people and planners. */
  public static String told(List<Problem> problems) {
    String told =
        problems.stream()
            .limit(MOST_TOLD)
            .map(each -> each.path().isEmpty() ? "it " + each.message() : each.toString())
            .collect(Collectors.joining("; "));
    int more = problems.size() - MOST_TOLD;
    return "The plan cannot be used: " + told + (more > 0 ? "; and " + more + " more" : "");
  }
}
