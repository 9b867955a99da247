package io.aiops.studio.ui.plugin;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.aiops.studio.host.grant.Consent;
import java.util.List;

/** Shows what a plugin wants that nobody has granted, and asks whether it may have that. */
final class ConsentDialog extends ConfirmDialog {

  private static final long serialVersionUID = 1L;

  /**
   * @param agreed what to do if it may
   */
  ConsentDialog(Consent consent, Runnable agreed) {
    boolean more = consent.added().size() < consent.wants().size();
    setHeader(
        "May %s %s have %s?"
            .formatted(consent.plugin(), consent.version(), more ? "more than it has" : "this"));
    Div body = new Div(list(consent.added()));
    if (!consent.unused().isEmpty()) {
      body.add(new Paragraph("What it was granted and does not want any more:"));
      body.add(list(consent.unused()));
    }
    body.add(
        new Paragraph(
            "Nothing is installed before you say so. What it may have can be taken back."));
    setText(body);
    setConfirmText("Grant and install");
    setCancelable(true);
    setCancelText("Do not install");
    addConfirmListener(event -> agreed.run());
  }

  private static UnorderedList list(List<String> permissions) {
    UnorderedList list = new UnorderedList();
    for (String permission : permissions) {
      list.add(new ListItem(new Span(words(permission) + " "), new Code(permission)));
    }
    return list;
  }

  static String words(String permission) {
    String[] parts = permission.split(":", 2);
    String value = parts[1];
    boolean own = value.equals("connection");
    return switch (parts[0]) {
      case "host" ->
          own
              ? "Reach the hosts of its connections"
              : value.equals("*") ? "Reach every host" : "Reach " + value;
      case "secret" ->
          value.equals("*")
              ? "Be given all secrets of its connections"
              : "Be given the secret '" + value + "' of its connections";
      case "folder" -> own ? "Use the folders of its connections" : "Use the folder " + value;
      case "model" -> value.equals("*") ? "Ask any model" : "Ask models of " + value;
      case "file" ->
          value.equals("read") ? "Read the workspace's files" : "Write the workspace's files";
      case "service" -> "See services of other plugins: " + value;
      case "code" -> "Be trusted with code that the checks found: " + value;
      default -> permission;
    };
  }
}
