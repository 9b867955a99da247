package io.aiops.studio.ui.connection;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import com.vaadin.flow.component.card.Card;
import com.vaadin.flow.component.card.CardVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.aiops.studio.host.connection.ConnectionService.ModelProviderView;
import io.aiops.studio.ui.execution.SimulatedMark;
import java.util.stream.Collectors;

/** A model provider: whether it answers, what it offers, whether it is the default. */
public final class ModelProviderCard extends Card {

  private static final long serialVersionUID = 1L;
  private static final int MAX_MODELS = 8;

  public ModelProviderCard(ModelProviderView provider) {
    addThemeVariants(CardVariant.OUTLINED);
    setTitle(provider.title(), 3);
    setSubtitle(provider.name());
    Div marks = new Div(availability(provider.available()));
    marks.addClassName("studio-actions");
    if (provider.isDefault()) {
      marks.add(new Badge("Default"));
    }
    if (provider.simulated()) {
      marks.add(new SimulatedMark());
    }
    add(marks, new Paragraph(provider.note()));
    if (!provider.models().isEmpty()) {
      String names = provider.models().stream().limit(MAX_MODELS).collect(Collectors.joining(", "));
      int more = provider.models().size() - MAX_MODELS;
      Paragraph models =
          new Paragraph("Models: " + names + (more > 0 ? " and " + more + " more" : ""));
      models.addClassName("studio-secondary");
      add(models);
    }
  }

  private static Badge availability(boolean available) {
    Badge badge = new Badge(available ? "Available" : "Not available");
    badge.addThemeVariants(available ? BadgeVariant.SUCCESS : BadgeVariant.ERROR);
    return badge;
  }
}
