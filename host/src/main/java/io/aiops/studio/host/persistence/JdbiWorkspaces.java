package io.aiops.studio.host.persistence;

import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Which workspaces there are: for a worker, which takes tasks of all of them. */
public final class JdbiWorkspaces {

  private final Sql sql;

  public JdbiWorkspaces(Database database) {
    this.sql = new Sql(database);
  }

  /**
   * @throws io.aiops.studio.host.problem.UnavailableException if the database is away
   */
  public Set<UUID> all() {
    return Set.copyOf(sql.list("select id from workspace", Map.of(), row -> row.uuid("id")));
  }
}
