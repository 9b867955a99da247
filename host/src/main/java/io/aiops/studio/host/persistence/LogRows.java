package io.aiops.studio.host.persistence;

import io.aiops.studio.host.blob.Slim;
import io.aiops.studio.host.execution.ExecutionState;
import io.aiops.studio.host.execution.ExecutionStore.Line;
import io.aiops.studio.host.execution.ExecutionStore.Shown;
import io.aiops.studio.host.execution.Failure;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events, and the rows that lists show: any number of both in one statement. There are three texts,
 * for either and for both, so that each is parsed and planned once a connection. The engine's hot
 * path.
 */
final class LogRows {

  private static final String INSERT =
      """
      insert into execution_event
          (execution_id, sequence, workspace_id, type, at, payload, hash, blobs)
      select execution_id, sequence, workspace_id, type, at, convert_from(payload, 'UTF8'), hash,
          blobs
      from unnest(?::uuid[], ?::int8[], ?::uuid[], ?::text[], ?::timestamptz[], ?::bytea[],
          ?::bytea[], ?::text[])
          as event (execution_id, sequence, workspace_id, type, at, payload, hash, blobs)
      """;

  /** Another node may have been further meanwhile: its row is left as it is. */
  private static final String UPDATE =
      """
      update execution set status = shown.status, ended_at = shown.ended_at,
          last_sequence = shown.last_sequence, steps_done = shown.steps_done,
          steps_known = shown.steps_known, input_tokens = shown.input_tokens,
          output_tokens = shown.output_tokens, cost = shown.cost, currency = shown.currency,
          simulated = shown.simulated, failure_category = shown.failure_category,
          failure_message = shown.failure_message,
          look_at = case when shown.sooner then least(execution.look_at, shown.look_at)
              else shown.look_at end
      from unnest(?::uuid[], ?::text[], ?::timestamptz[], ?::int8[], ?::int4[], ?::int4[],
          ?::int8[], ?::int8[], ?::numeric[], ?::text[], ?::bool[], ?::text[], ?::text[],
          ?::timestamptz[], ?::bool[])
          as shown (id, status, ended_at, last_sequence, steps_done, steps_known, input_tokens,
              output_tokens, cost, currency, simulated, failure_category, failure_message,
              look_at, sooner)
      where execution.id = shown.id and execution.last_sequence <= shown.last_sequence
      """;

  private static final String BOTH = "with written as (" + INSERT + ") " + UPDATE;

  /** An event, and what was cut out of it. */
  record EventRow(UUID executionId, UUID workspaceId, Line line, Slim slim) {}

  private final PreparedStatement statement;
  private int last;

  private LogRows(PreparedStatement statement) {
    this.statement = statement;
  }

  /** In whatever transaction the connection is. */
  static void write(Connection connection, List<EventRow> events, List<Shown> shown)
      throws SQLException {
    if (events.isEmpty() && shown.isEmpty()) {
      return;
    }
    String text = events.isEmpty() ? UPDATE : shown.isEmpty() ? INSERT : BOTH;
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      LogRows rows = new LogRows(statement);
      if (!events.isEmpty()) {
        rows.bindEvents(events);
      }
      if (!shown.isEmpty()) {
        rows.bindShown(newest(shown));
      }
      statement.executeUpdate();
    }
  }

  /** Joined to two, a row would be given either. */
  private static Collection<Shown> newest(List<Shown> shown) {
    Map<UUID, Shown> newest = LinkedHashMap.newLinkedHashMap(shown.size());
    shown.forEach(one -> newest.put(one.state().id(), one));
    return newest.values();
  }

  private void bindEvents(List<EventRow> rows) throws SQLException {
    plain(rows, EventRow::executionId);
    plain(rows, row -> row.line().sequence());
    plain(rows, EventRow::workspaceId);
    plain(rows, row -> row.line().type());
    plain(rows, row -> row.line().at());
    // As bytes: as elements of a text they would be escaped here and read one by one there.
    bytes(rows, row -> row.slim().text().getBytes(StandardCharsets.UTF_8));
    bytes(rows, row -> row.line().hash().bytes());
    plain(rows, row -> row.slim().cuts().isEmpty() ? null : quoted(row.slim().places()));
  }

  private void bindShown(Collection<Shown> rows) throws SQLException {
    List<ExecutionState> states = rows.stream().map(Shown::state).toList();
    plain(states, ExecutionState::id);
    plain(states, ExecutionState::status);
    plain(states, ExecutionState::endedAt);
    plain(states, ExecutionState::sequence);
    plain(states, state -> state.tally().stepsDone());
    plain(states, state -> state.tally().stepsKnown());
    plain(states, state -> state.tally().inputTokens());
    plain(states, state -> state.tally().outputTokens());
    plain(states, state -> state.tally().cost());
    texts(states, state -> state.tally().currency());
    plain(states, state -> state.tally().simulated());
    texts(states, state -> of(state.failure(), Failure::category));
    texts(states, state -> of(state.failure(), f -> Sql.storable(f.message())));
    plain(rows, Shown::lookAt);
    plain(rows, Shown::sooner);
  }

  private static @Nullable String of(@Nullable Failure failure, Function<Failure, String> part) {
    return failure == null ? null : part.apply(failure);
  }

  /** Values that hold nothing an array's text would have to escape. */
  private <T> void plain(Collection<T> rows, Function<T, @Nullable Object> value)
      throws SQLException {
    String text =
        rows.stream()
            .map(row -> Objects.toString(value.apply(row), "NULL"))
            .collect(Collectors.joining(",", "{", "}"));
    statement.setObject(++last, text, Types.OTHER);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private <T> void texts(Collection<T> rows, Function<T, @Nullable String> value)
      throws SQLException {
    Object[] all = rows.stream().map(value).toArray();
    statement.setArray(++last, statement.getConnection().createArrayOf("text", all));
  }

  private <T> void bytes(Collection<T> rows, Function<T, byte[]> value) throws SQLException {
    byte[][] all = rows.stream().map(value).toArray(byte[][]::new);
    statement.setArray(++last, statement.getConnection().createArrayOf("bytea", all));
  }
}
