package io.aiops.studio.host.persistence;

import io.aiops.studio.host.execution.CallRecord;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.worker.CallLedger;
import java.time.ZoneOffset;
import java.util.Optional;

/** The call ledger in PostgreSQL. */
public final class JdbiCallLedger implements CallLedger {

  private final Database database;

  public JdbiCallLedger(Database database) {
    this.database = database;
  }

  @Override
  public Optional<Entry> find(Key key) {
    return database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        select request_hash, result, record from call_ledger
                        where workspace_id = :workspaceId and execution_id = :executionId
                          and step = :step and attempt = :attempt and call = :call
                        """)
                    .bindMethods(key)
                    .map((rs, context) ->
                        new Entry(
                            rs.getString("request_hash"),
                            rs.getString("result"),
                            Json.parse(rs.getString("record"), CallRecord.class)))
                    .findOne()));
  }

  @Override
  public void write(Key key, Entry entry) {
    database.available(() ->
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createUpdate(
                        """
                        insert into call_ledger (workspace_id, execution_id, step, attempt,
                            call, request_hash, result, record, at)
                        values (:workspaceId, :executionId, :step, :attempt, :call, :hash,
                            :result, :record, :at)
                        on conflict do nothing
                        """)
                    .bindMethods(key)
                    .bind("hash", entry.requestHash())
                    .bind("result", entry.result())
                    .bind("record", Json.write(entry.record()))
                    .bind("at", entry.record().at().atOffset(ZoneOffset.UTC))
                    .execute()));
  }
}
