package io.aiops.studio.host.query;

import io.aiops.studio.host.definition.Body;
import io.aiops.studio.host.definition.Step;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.query.ExecutionViews.Rows;
import java.util.NoSuchElementException;
import java.util.regex.Pattern;

/** Which steps are shown. The answer depends on the path alone, not on what came first. */
final class Window {

  private static final Pattern LIST =
      Pattern.compile("(?:[A-Za-z0-9_-]+\\[\\d{1,9}]/)*[A-Za-z0-9_-]+");

  private final Rows rows;

  /** How many items have their steps shown. */
  private final int items;

  /** Rows that steps of lists within lists may still take. */
  private int spare;

  /**
   * @throws InvalidException if the rows name no forEach step of this body
   */
  Window(Body body, Rows rows) {
    this.rows = rows;
    int perItem =
        rows.in().isEmpty()
            ? body.steps().stream().mapToInt(Window::bodySize).sum()
            : bodySize(forEach(body, rows.in()));
    this.items = Math.max(1, rows.limit() / Math.max(1, perItem));
    this.spare = rows.limit();
  }

  private static int bodySize(Step step) {
    return step.work() instanceof Step.ForEachWork each ? each.body().steps().size() : 0;
  }

  /** {@code tickets[3]/classify} is defined at {@code tickets/classify}. */
  static Step step(Body body, String path) {
    Body in = body;
    String[] ids = path.split("/", -1);
    for (int i = 0; i < ids.length - 1; i++) {
      int bracket = ids[i].lastIndexOf('[');
      in = ((Step.ForEachWork) in.step(ids[i].substring(0, bracket)).work()).body();
    }
    String id = ids[ids.length - 1];
    if (!Step.undoes(id)) {
      return in.step(id);
    }
    Step undo = in.step(id.substring(0, id.length() - Step.UNDO.length())).undo();
    if (undo == null) {
      throw new NoSuchElementException(path);
    }
    return undo;
  }

  private static Step forEach(Body body, String path) {
    if (!LIST.matcher(path).matches()) {
      throw noList(path);
    }
    try {
      Step step = step(body, path);
      if (step.work() instanceof Step.ForEachWork) {
        return step;
      }
    } catch (NoSuchElementException | ClassCastException unknown) {
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
  boolean takes(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return true;
    }
    int depth = rows.in().isEmpty() ? 0 : depth(rows.in());
    if (depth(path) <= depth) {
      return rows.in().startsWith(path.substring(0, slash + 1));
    }
    String item = ancestor(path, depth + 1);
    int bracket = item.lastIndexOf('[');
    if (!rows.in().isEmpty() && !item.substring(0, bracket).equals(rows.in())) {
      return false;
    }
    int index = Integer.parseInt(item.substring(bracket + 1, item.length() - 1));
    if (index < rows.from() || index - rows.from() >= items) {
      return false;
    }
    return depth(path) == depth + 1 || spare-- > 0;
  }

  int from(int total) {
    return Math.min(rows.from(), total);
  }

  int to(int total) {
    return (int) Math.min((long) rows.from() + items, total);
  }

  /** Whether the items of this forEach step are those the window moves over. */
  boolean covers(String forEachPath) {
    return rows.in().isEmpty() ? depth(forEachPath) == 0 : forEachPath.equals(rows.in());
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
