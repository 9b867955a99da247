package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.badge.Badge;
import com.vaadin.flow.component.badge.BadgeVariant;
import io.aiops.studio.host.query.ExecutionViews.Status;
import io.aiops.studio.ui.text.Texts;

/** A status as a word and a colour; the word alone says it too. */
public final class StatusBadge extends Badge {

  private static final long serialVersionUID = 1L;

  public StatusBadge(Status status) {
    this(status, Texts.word(status));
  }

  /**
   * Of a step.
   *
   * @param over whether its execution has ended: what was not begun by then never will
   */
  StatusBadge(Status status, boolean over) {
    this(over && status == Status.PENDING ? Status.SKIPPED : status, word(status, over));
  }

  private StatusBadge(Status status, String word) {
    super(word);
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

  static String word(Status status, boolean over) {
    return over && status == Status.PENDING ? "Not run" : Texts.word(status);
  }
}
