package io.aiops.studio.host.query;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which steps are shown. The answer depends on the path alone, not on what came first. */
final class Window {

  private static final Pattern LIST =
      Pattern.compile("(?:[A-Za-z0-9_-]+\\[\\d{1,9}]/)*[A-Za-z0-9_-]+");

  private final Body body;
  private final Rows rows;
  private final Function<String, @Nullable Body> plans;
  private final boolean planned;

  /** The list that was asked for, with what was planned taken as part of what it stands in. */
  private final String in;

  /** How many items have their steps shown. */
  private final int items;

  /** Rows that steps of lists within lists may still take. */
  private int spare;

  /**
   * @param plans what was planned, by the path of the step, as far as it is known when asked
   * @throws InvalidException if the rows name no forEach step of this body
   */
  Window(Body body, Rows rows, Function<String, @Nullable Body> plans) {
    this.body = body;
    this.rows = rows;
    this.plans = plans;
    this.planned = plans(body);
    if (!rows.in().isEmpty() && !LIST.matcher(rows.in()).matches()) {
      throw noList(rows.in());
    }
    this.in = asked(rows.in());
    int perItem =
        rows.in().isEmpty()
            ? body.steps().stream().mapToInt(Window::bodySize).sum()
            : bodySize(forEach(rows.in()));
    this.items = Math.max(1, rows.limit() / Math.max(1, perItem));
    this.spare = rows.limit();
  }

  private static int bodySize(@Nullable Step step) {
    return step != null && step.work() instanceof Step.ForEachWork each
        ? each.body().steps().size()
        : 0;
  }

  private static boolean plans(Body body) {
    return body.steps().stream()
        .anyMatch(step ->
            step.work() instanceof Step.PlanWork
                || step.work() instanceof Step.ForEachWork list && plans(list.body()));
  }

  /**
   * Steps of a plan are shown beside the plan's step, as if they stood there: {@code plan[0]/send}
   * is {@code plan:send}.
   */
  private String flat(String path) {
    if (!planned || path.indexOf('/') < 0) {
      return path;
    }
    StringBuilder flat = new StringBuilder();
    Body at = body;
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      int bracket = path.lastIndexOf('[', slash);
      Step step = at == null ? null : at.step(path.substring(from, bracket));
      boolean plan = step != null && step.work() instanceof Step.PlanWork;
      flat.append(path, from, plan ? bracket : slash).append(plan ? ':' : '/');
      at = step == null ? null : within(step, path.substring(0, bracket));
      from = slash + 1;
    }
    return flat.append(path.substring(from)).toString();
  }

  private String asked(String list) {
    try {
      return flat(list);
    } catch (NoSuchElementException unknown) {
      throw noList(list);
    }
  }

  private @Nullable Body within(Step step, String path) {
    return step.work() instanceof Step.ForEachWork list ? list.body() : plans.apply(path);
  }

  /** {@code tickets[3]/classify} is defined at {@code tickets/classify}. */
  Step step(String path) {
    Body at = body;
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      int bracket = path.lastIndexOf('[', slash);
      at = within(at.step(path.substring(from, bracket)), path.substring(0, bracket));
      if (at == null) {
        throw new NoSuchElementException(path);
      }
      from = slash + 1;
    }
    String id = path.substring(from);
    if (!Step.undoes(id)) {
      return at.step(id);
    }
    Step undo = at.step(id.substring(0, id.length() - Step.UNDO.length())).undo();
    if (undo == null) {
      throw new NoSuchElementException(path);
    }
    return undo;
  }

  /** Null of one that is within a plan, which is not known before its events are read. */
  private @Nullable Step forEach(String path) {
    if (in.indexOf(':') >= 0) {
      return null;
    }
    try {
      Step step = step(path);
      if (step.work() instanceof Step.ForEachWork) {
        return step;
      }
    } catch (NoSuchElementException unknown) {
      throw noList(path);
    }
    throw noList(path);
  }

  private static InvalidException noList(String path) {
    return new InvalidException(
        "in",
        "is '"
            + path
            + "'; expected the path of a forEach step of this execution, as 'tickets' or"
            + " 'tickets[3]/lines'");
  }

  /**
   * Whether the step is shown, asked once for each path: steps deeper than the list that was asked
   * for use up what is left of the limit.
   */
  boolean takes(String full) {
    String path = flat(full);
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return true;
    }
    int depth = in.isEmpty() ? 0 : depth(in);
    if (depth(path) <= depth) {
      return in.startsWith(path.substring(0, slash + 1));
    }
    String item = ancestor(path, depth + 1);
    int bracket = item.lastIndexOf('[');
    if (!in.isEmpty() && !item.substring(0, bracket).equals(in)) {
      return false;
    }
    int index = Integer.parseInt(item.substring(bracket + 1, item.length() - 1));
    if (index < rows.from() || index - rows.from() >= items) {
      return false;
    }
    boolean ofPlan = path.indexOf(':') >= 0;
    return depth(path) == depth + 1 && !ofPlan || spare-- > 0;
  }

  int from(int total) {
    return Math.min(rows.from(), total);
  }

  int to(int total) {
    return (int) Math.min((long) rows.from() + items, total);
  }

  /** Whether the items of this forEach step are those the window moves over. */
  boolean covers(String forEachPath) {
    String path = flat(forEachPath);
    return in.isEmpty() ? depth(path) == 0 : path.equals(in);
  }

  private static int depth(String path) {
    return (int) path.chars().filter(each -> each == '/').count();
  }

  /** The first {@code parts} parts of a path. */
  private static String ancestor(String path, int parts) {
    int end = -1;
    for (int i = 0; i < parts; i++) {
      end = path.indexOf('/', end + 1);
    }
    return path.substring(0, end);
  }
}
