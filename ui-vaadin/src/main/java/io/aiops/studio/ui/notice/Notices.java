package io.aiops.studio.ui.notice;

import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.component.orderedlayout.HorizontalLayout;

/** Short messages at the edge of the page. */
public final class Notices {

  private static final int DONE_MILLIS = 4000;

  private Notices() {}

  /** Something worked: goes away by itself. */
  public static void done(String sentence) {
    Notification notice = new Notification(sentence, DONE_MILLIS, Notification.Position.BOTTOM_END);
    notice.addThemeVariants(NotificationVariant.SUCCESS);
    notice.open();
  }

  /** Something failed: stays until it is closed, or until the next failure takes its place. */
  public static void failed(String sentence) {
    Notification notice = new Notification();
    UI ui = UI.getCurrent();
    Notification before = ComponentUtil.getData(ui, Notification.class);
    if (before != null) {
      before.close();
    }
    ComponentUtil.setData(ui, Notification.class, notice);
    notice.setPosition(Notification.Position.TOP_CENTER);
    notice.setDuration(0);
    notice.setAssertive(true);
    notice.addThemeVariants(NotificationVariant.ERROR);
    Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> notice.close());
    close.addThemeVariants(ButtonVariant.TERTIARY);
    close.setAriaLabel("Close this message");
    HorizontalLayout content = new HorizontalLayout(new Span(sentence), close);
    content.setAlignItems(HorizontalLayout.Alignment.CENTER);
    notice.add(content);
    notice.open();
  }

  /** Says why, if the failure was foreseen; else names the entry in the log. */
  public static void failed(Throwable failure) {
    failed(Failures.sentence(failure));
  }
}
