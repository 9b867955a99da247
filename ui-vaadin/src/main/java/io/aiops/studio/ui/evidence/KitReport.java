package io.aiops.studio.ui.evidence;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.marketplace.publishing.Compatibility;
import io.aiops.studio.ui.text.Texts;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the compatibility kit found in a plugin, as its publisher signed it. */
public final class KitReport extends Div {

  private static final long serialVersionUID = 1L;

  public KitReport(@Nullable Compatibility found) {
    String sentence = Compatibility.sentence(found);
    add(
        new Paragraph(
            sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + "."));
    if (found != null) {
      UnorderedList list = new UnorderedList();
      for (Compatibility.Check check : found.checks()) {
        list.add(new ListItem(check.check() + ": " + word(check) + ". " + check.reason()));
      }
      add(new Details(Texts.count(found.checks().size(), "check", "checks"), list));
    }
  }

  private static String word(Compatibility.Check check) {
    return switch (check.verdict()) {
      case "pass" -> "passed";
      case "fail" -> "failed";
      default -> "nothing to try it on";
    };
  }
}
