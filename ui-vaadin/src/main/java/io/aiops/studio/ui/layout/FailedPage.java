package io.aiops.studio.ui.layout;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import io.aiops.studio.ui.Routes;

/**
 * Stands where a page would be that could not be shown.
 *
 * @param <E> why
 */
abstract class FailedPage<E extends Exception> extends Page implements HasErrorParameter<E> {

  private static final long serialVersionUID = 1L;

  private final int status;

  FailedPage(String title, int status) {
    super(title);
    this.status = status;
  }

  /** The sentence people read. */
  abstract String sentence(BeforeEnterEvent event, ErrorParameter<E> error);

  @Override
  public final int setErrorParameter(BeforeEnterEvent event, ErrorParameter<E> error) {
    add(
        new EmptyState(
            VaadinIcon.QUESTION_CIRCLE_O,
            sentence(event, error),
            "The navigation leads on; or begin at the first steps.",
            new Button(
                "Go to first steps", click -> getUI().ifPresent(ui -> ui.navigate(Routes.HOME)))));
    return status;
  }
}
