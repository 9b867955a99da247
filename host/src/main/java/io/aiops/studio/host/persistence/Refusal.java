package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.StaleException;
import io.aiops.studio.host.problem.UnavailableException;
import java.sql.SQLException;

/** Why the database did not take events. */
final class Refusal {

  private static final String UNIQUE_VIOLATION = "23505";
  private static final String DATA_EXCEPTION = "22";
  private static final String CONSTRAINT_VIOLATION = "23";

  private Refusal() {}

  /** Taken or refused for good is told from away: only the last is worth trying again for long. */
  static RuntimeException of(SQLException e) {
    boolean refused = false;
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql) {
        for (SQLException next = sql; next != null; next = next.getNextException()) {
          String state = next.getSQLState() == null ? "" : next.getSQLState();
          if (UNIQUE_VIOLATION.equals(state)) {
            return new StaleException(e);
          }
          refused |= state.startsWith(DATA_EXCEPTION) || state.startsWith(CONSTRAINT_VIOLATION);
        }
      }
    }
    return refused
        ? new IllegalStateException("The database refuses the events: " + e.getMessage(), e)
        : new UnavailableException(
            "The database did not take the events; they are decided again.", e);
  }
}
