package io.aiops.studio.ui.list;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableRow;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void each_cell_knows_its_columns_name() {
    Table table = new Table("Versions", "Version", "");
    NativeTableRow row = new NativeTableRow(new NativeTableCell("1.0"), new NativeTableCell("x"));
    table.row(row);
    assertThat(row.getChildren().map(cell -> cell.getElement().getAttribute("data-column")))
        .containsExactly("Version", "");
    assertThat(table.getElement().getTextRecursively()).isEqualTo("Version1.0x");
    table.clear();
    assertThat(table.getElement().getTextRecursively()).isEqualTo("Version");
  }
}
