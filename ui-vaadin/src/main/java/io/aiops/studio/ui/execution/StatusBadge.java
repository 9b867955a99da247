package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.ui.text.Texts;

/** A status as a word and a colour; the word alone says it too. */
public final class StatusBadge extends Badge {

  private static final long serialVersionUID = 1L;

  public StatusBadge(Status status) {
    super(Texts.word(status));
    addClassName("studio-status");
    getElement().setAttribute("data-status", status.name());
    switch (status) {
      case COMPLETED -> addThemeVariants(BadgeVariant.SUCCESS);
      case FAILED -> addThemeVariants(BadgeVariant.ERROR);
      case WAITING, COMPENSATING -> addThemeVariants(BadgeVariant.WARNING);
      case CANCELLED, SKIPPED -> addThemeVariants(BadgeVariant.CONTRAST);
      case PENDING, RUNNING -> addClassName("studio-status-live");
    }
  }
}
