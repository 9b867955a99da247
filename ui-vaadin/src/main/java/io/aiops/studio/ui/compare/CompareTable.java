package io.aiops.studio.ui.compare;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.dom.Element;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.ui.text.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Two JSON-like values side by side: what was taken out on the left, what came in on the right. */
public final class CompareTable extends Div {

  private static final long serialVersionUID = 1L;

  /**
   * @param leftName heads the column of {@code left}
   */
  public CompareTable(
      String leftName, @Nullable Object left, String rightName, @Nullable Object right) {
    addClassName("studio-compare");
    Comparison comparison = Comparison.of(text(left), text(right));
    if (comparison.differs()) {
      add(table(leftName, rightName, comparison.lines()));
    } else {
      add(new Paragraph("Both are the same."));
    }
    if (comparison.cut()) {
      add(
          new Paragraph(
              "Compared are the first "
                  + Texts.count(Comparison.MOST_LINES)
                  + " lines and of each the first "
                  + Comparison.MOST_CHARS
                  + " characters."));
    }
  }

  private static String text(@Nullable Object value) {
    return value instanceof String string ? string : Json.pretty(value);
  }

  private static Div table(String leftName, String rightName, List<Comparison.Line> lines) {
    NativeTableRow head =
        new NativeTableRow(
            new NativeTableHeaderCell(leftName), new NativeTableHeaderCell(rightName));
    NativeTableBody body = new NativeTableBody();
    lines.forEach(line -> body.add(row(line)));
    Div box = new Div(new NativeTable(new NativeTableHeader(head), body));
    box.addClassName("studio-table");
    // A box that scrolls must be reachable by the keyboard.
    box.getElement().setAttribute("tabindex", "0").setAttribute("role", "region");
    box.getElement().setAttribute("aria-label", leftName + " and " + rightName);
    return box;
  }

  private static NativeTableRow row(Comparison.Line line) {
    return switch (line) {
      case Comparison.Line.Same same ->
          new NativeTableRow(new NativeTableCell(same.text()), new NativeTableCell(same.text()));
      case Comparison.Line.Changed changed ->
          new NativeTableRow(cell(changed.left(), "del"), cell(changed.right(), "ins"));
      case Comparison.Line.Gap gap -> {
        NativeTableCell cell =
            new NativeTableCell(gap.lines() + (gap.lines() == 1 ? " line" : " lines") + " alike");
        cell.getElement().setAttribute("colspan", "2").setAttribute("class", "studio-gap");
        yield new NativeTableRow(cell);
      }
    };
  }

  private static NativeTableCell cell(List<Comparison.Part> parts, String tag) {
    NativeTableCell cell = new NativeTableCell();
    cell.addClassName(parts.isEmpty() ? "studio-none" : tag);
    for (Comparison.Part part : parts) {
      Element element = new Element(part.differs() ? tag : "span");
      element.setText(part.text());
      cell.getElement().appendChild(element);
    }
    return cell;
  }
}
