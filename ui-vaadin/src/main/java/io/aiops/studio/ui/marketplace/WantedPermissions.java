package io.aiops.studio.ui.marketplace;

import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.ui.plugin.PermissionList;
import java.util.List;
import java.util.Map;

/** What a version declares that it wants, in words. */
final class WantedPermissions extends Div {

  private static final long serialVersionUID = 1L;

  /**
   * @param declares the headers of its manifest that say so
   */
  WantedPermissions(Map<String, String> declares) {
    String header = declares.get(Wants.HEADER);
    try {
      List<String> wants = Wants.read(header).texts();
      add(
          wants.isEmpty()
              ? new Paragraph("Nothing: it asks for no host, secret, folder, file or model.")
              : new PermissionList(wants));
    } catch (InvalidException unknown) {
      add(
          new Paragraph("It asks for something that this studio does not know:"),
          new Code(String.valueOf(header)));
    }
  }
}
