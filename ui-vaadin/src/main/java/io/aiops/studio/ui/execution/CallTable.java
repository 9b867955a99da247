package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import io.aiops.studio.host.query.ExecutionViews.ModelCall;
import io.aiops.studio.ui.text.Texts;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The model and tool calls of an attempt. */
final class CallTable extends Div {

  private static final long serialVersionUID = 1L;

  CallTable(List<ModelCall> calls) {
    addClassName("studio-table");
    // A box that scrolls must be reachable by the keyboard.
    getElement().setAttribute("tabindex", "0").setAttribute("role", "group");
    getElement().setAttribute("aria-label", "Calls");
    NativeTableRow head = new NativeTableRow();
    Stream.of("Call", "Name", "Took", "Tokens", "Cost", "Failure")
        .forEach(name -> head.add(new NativeTableHeaderCell(name)));
    NativeTableBody body = new NativeTableBody();
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
      body.add(row);
    }
    add(new NativeTable(new NativeTableHeader(head), body));
  }
}
