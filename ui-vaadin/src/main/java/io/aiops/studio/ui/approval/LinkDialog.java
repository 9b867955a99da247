package io.aiops.studio.ui.approval;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.server.VaadinRequest;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.approval.ApprovalViews.Link;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.text.Moment;
import java.time.Duration;
import java.util.EnumSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Shows a link by which somebody without a sign-in decides. */
final class LinkDialog extends Dialog {

  private static final long serialVersionUID = 1L;
  private static final Duration VALID = Duration.ofDays(7);

  LinkDialog(Studio studio, UUID approval) {
    Link link =
        studio
            .approvals()
            .link(Session.caller(), approval, VALID, EnumSet.of(Verdict.APPROVE, Verdict.REJECT));
    setHeaderTitle("A link to this decision");
    setWidth("40rem");
    TextArea address = new TextArea("Address");
    address.setValue(origin() + "/" + Routes.linked(link.token()));
    address.setReadOnly(true);
    address.setWidthFull();
    add(
        new Paragraph(
            "Whoever has it can approve or reject once, in your name, until "
                + Moment.exact(link.expiresAt())
                + ". Opening it decides nothing. It is shown this once."),
        address);
    getFooter().add(new Button("Close", click -> close()));
  }

  /** As the browser reached us; empty if that is not known. */
  private static String origin() {
    @Nullable VaadinRequest request = VaadinRequest.getCurrent();
    @Nullable String host = request == null ? null : request.getHeader("Host");
    if (request == null || host == null) {
      return "";
    }
    return (request.isSecure() ? "https://" : "http://") + host;
  }
}
