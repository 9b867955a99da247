package io.aiops.studio.ui.template;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.marketplace.template.Change;
import io.aiops.studio.marketplace.template.Change.Side;
import io.aiops.studio.marketplace.template.Change.Taken;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** One place that differs: who changed it, to what, and of a conflict which side holds. */
final class ChangeRow extends Div {

  private static final long serialVersionUID = 1L;
  private static final int LONGEST = 2000;

  ChangeRow(Change change, BiConsumer<Change, Taken> decide) {
    add(new H3(change.path() + ": " + who(change.side())));
    DescriptionList values = new DescriptionList();
    values.addClassName("studio-facts");
    add(values, "It was", change.inBase(), change.base());
    if (change.side() != Side.THEIRS) {
      add(values, "Here", change.inMine(), change.mine());
    }
    if (change.side() != Side.MINE) {
      add(values, "In the template", change.inTheirs(), change.theirs());
    }
    add(values);
    if (change.open()) {
      RadioButtonGroup<Taken> which = new RadioButtonGroup<>("Which holds?");
      which.setItems(Taken.values());
      which.setItemLabelGenerator(
          taken -> taken == Taken.MINE ? "what is here" : "what the template has");
      which.addValueChangeListener(chosen -> decide.accept(change, chosen.getValue()));
      add(which);
    }
  }

  private static String who(Side side) {
    return switch (side) {
      case MINE -> "changed here";
      case THEIRS -> "changed in the template";
      case BOTH -> "changed in both, to the same";
      case CONFLICT -> "changed in both, to different values";
    };
  }

  private static void add(
      DescriptionList values, String term, boolean there, @Nullable Object value) {
    String text = there ? Json.pretty(value) : "not there";
    values.add(
        new DescriptionList.Term(term),
        new DescriptionList.Description(
            new Code(text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text)));
  }
}
