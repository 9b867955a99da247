package io.aiops.studio.ui.execution;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.aiops.studio.host.query.ExecutionViews.Failure;
import io.aiops.studio.ui.text.Texts;

/** What went wrong, of which kind it is, and what happens next. */
final class FailureNote extends Div {

  private static final long serialVersionUID = 1L;

  FailureNote(Failure failure, String next) {
    addClassName("studio-failure");
    Span category = new Span(Texts.sentence(failure.category()));
    category.addClassName("studio-category");
    add(category, new Paragraph(failure.message()));
    if (!next.isEmpty()) {
      add(new Paragraph(next));
    }
  }
}
