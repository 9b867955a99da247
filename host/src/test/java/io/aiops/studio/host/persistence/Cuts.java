package io.aiops.studio.host.persistence;

import java.sql.SQLException;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.transaction.DelegatingTransactionHandler;
import org.jdbi.v3.core.transaction.TransactionHandler;

/**
 * Where a process dies, as seen by its database: right before the k-th statement that writes, or
 * before or after a commit. From then on no statement of it gets through.
 */
public final class Cuts {

  public static final String COMMITTED = "committed";

  /** What the process tried when it was dead. */
  private static final class DeadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeadException(String operation) {
      super("dead before: " + operation, null, false, false);
    }
  }

  private int left = Integer.MAX_VALUE;
  private boolean dead;
  private String last = "";

  public Cuts(Database database) {
    database.jdbi().setSqlLogger(new Statements());
    database.jdbi().setTransactionHandler(new Commits(database.jdbi().getTransactionHandler()));
  }

  /** Counts from here, from 1. */
  public synchronized void before(int k) {
    left = k;
  }

  /** What did not happen any more; {@link #COMMITTED} if that was the last that did. */
  public synchronized String last() {
    return last;
  }

  private synchronized void pass(String operation, boolean writes) {
    if (!dead && writes && --left == 0) {
      dead = true;
      last = operation;
    }
    if (dead) {
      throw new DeadException(operation);
    }
  }

  private final class Statements implements SqlLogger {
    @Override
    public void logBeforeExecution(StatementContext context) {
      String sql = context.getRenderedSql().strip();
      pass(sql, !sql.toLowerCase(Locale.ROOT).startsWith("select"));
    }
  }

  private final class Commits extends DelegatingTransactionHandler {
    Commits(TransactionHandler delegate) {
      super(delegate);
    }

    @Override
    public void commit(Handle handle) {
      pass("commit", true);
      super.commit(handle);
      pass(COMMITTED, true);
    }

    @Override
    public TransactionHandler specialize(Handle handle) throws SQLException {
      return new Commits(super.specialize(handle));
    }
  }
}
