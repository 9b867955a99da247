package io.aiops.studio.host.persistence;

import io.aiops.studio.host.connection.KeyWitness;
import java.util.Map;

/** The witness of the master key in PostgreSQL. */
public final class JdbiKeyWitness implements KeyWitness {

  private static final String NAME = "master-key";

  private final Sql sql;

  public JdbiKeyWitness(Database database) {
    this.sql = new Sql(database);
  }

  @Override
  public String first(String sealed) {
    sql.change(
        "insert into shared_setting (name, value) values (:name, :value) on conflict do nothing",
        Map.of("name", NAME, "value", sealed));
    return sql.find(
            "select value from shared_setting where name = :name",
            Map.of("name", NAME),
            row -> row.text("value"))
        .orElseThrow();
  }
}
