package io.aiops.studio.ui.list;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid.Column;
import com.vaadin.flow.component.page.WindowSize;
import com.vaadin.flow.signals.Signal;
import java.util.stream.Stream;

/**
 * Lists where the window is narrow: many columns beside each other would be cut off there, so a few
 * take their place that say the same in lines below each other.
 */
public final class Narrow {

  /** Pixels; studio.css has the same bound as 40rem. */
  private static final int WIDTH = 640;

  private Narrow() {}

  /** These columns are there only where the window is narrow. */
  public static void shows(Column<?>... columns) {
    Signal<WindowSize> size = UI.getCurrent().getPage().windowSizeSignal();
    Stream.of(columns).forEach(column -> column.bindVisible(size.map(Narrow::narrow)));
  }

  /** These columns are there only where the window is wide. */
  public static void hides(Column<?>... columns) {
    Signal<WindowSize> size = UI.getCurrent().getPage().windowSizeSignal();
    Stream.of(columns).forEach(column -> column.bindVisible(size.map(now -> !narrow(now))));
  }

  /** A size that the browser has not told yet is not positive. */
  static boolean narrow(WindowSize size) {
    return size.width() > 0 && size.width() < WIDTH;
  }
}
