package io.aiops.studio.ui.home;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.RouterLink;
import io.aiops.studio.host.connection.ConnectionService.ModelProviderView;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.ui.connection.ConnectionsView;
import io.aiops.studio.ui.execution.SimulatedMark;
import java.util.List;
import java.util.Optional;

/** Says which model answers steps that name none, and what to do while none is real. */
final class ModelNotice extends Div {

  private static final long serialVersionUID = 1L;

  ModelNotice(List<ModelProviderView> providers, Caller caller) {
    addClassName("studio-notice");
    Optional<ModelProviderView> serves =
        providers.stream().filter(ModelProviderView::isDefault).findFirst();
    if (serves.isEmpty()) {
      add(new Paragraph("No model provider serves: steps that ask a model will fail."));
    } else if (serves.get().simulated()) {
      add(
          new SimulatedMark(),
          new Paragraph(
              "No language model is connected yet, so a simulated one answers: from your data,"
                  + " without understanding it, and marked wherever it is shown."));
    } else {
      add(new Paragraph(serves.get().title() + " answers. " + serves.get().note()));
      return;
    }
    if (caller.may(Permission.ADMINISTER)) {
      add(new RouterLink("Connect a model", ConnectionsView.class));
    }
  }
}
