package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;

/** Stands wherever output came from the simulated model: nobody should take it for a real one's. */
public final class SimulatedMark extends Badge {

  private static final long serialVersionUID = 1L;

  public SimulatedMark() {
    super("Simulated");
    addThemeVariants(BadgeVariant.WARNING);
    getElement()
        .setAttribute(
            "title",
            "No real model was asked: the simulated provider answered. Set up a model provider"
                + " under Connections.");
  }
}
