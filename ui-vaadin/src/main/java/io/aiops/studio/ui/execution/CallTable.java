package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.host.query.ExecutionViews.ModelCall;
import io.aiops.studio.ui.list.Table;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The model and tool calls of an attempt. */
final class CallTable extends Div {

  private static final long serialVersionUID = 1L;

  CallTable(List<ModelCall> calls) {
    Table table = new Table("Calls", "Call", "Name", "Took", "Tokens", "Cost", "Failure");
    for (ModelCall call : calls) {
      NativeTableRow row = new NativeTableRow();
      Stream.of(
              call.kind(),
              call.name(),
              Texts.duration(Duration.ofMillis(call.millis())),
              Texts.tokens(call.usage()),
              Texts.cost(call.usage()),
              call.failure() == null ? "" : call.failure().message())
          .forEach(text -> row.add(new NativeTableCell(text)));
      table.row(row);
    }
    add(table);
  }
}
