package io.aiops.studio.ui.people;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.IdentityService;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.access.Session;
import io.aiops.studio.ui.layout.MainLayout;
import io.aiops.studio.ui.layout.Page;
import io.aiops.studio.ui.notice.Notices;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The person's own password. */
@Route(value = Routes.PROFILE, layout = MainLayout.class)
@PageTitle("My password · AI Ops Studio")
public final class ProfileView extends Page {

  private static final long serialVersionUID = 1L;

  private final transient IdentityService identity;
  private final PasswordField old = field("Password now", "current-password");
  private final PasswordField fresh = field("New password", "new-password");
  private final PasswordField again = field("New password again", "new-password");

  public ProfileView(Studio studio) {
    super("Signed in as " + Session.caller().userName());
    identity = studio.identity();
    Button change = new Button("Change my password", click -> change());
    change.addThemeVariants(ButtonVariant.PRIMARY);
    Div form = new Div(old, fresh, again, change);
    form.addClassNames("studio-form", "studio-narrow");
    add(new H2("Change my password"), form);
  }

  private static PasswordField field(String label, String autocomplete) {
    PasswordField field = new PasswordField(label);
    field.setRequiredIndicatorVisible(true);
    field.getElement().setAttribute("autocomplete", autocomplete);
    return field;
  }

  private void change() {
    say(old, old.isEmpty() ? "Required: fill this in." : "");
    say(fresh, fresh.isEmpty() ? "Required: fill this in." : "");
    say(again, again.getValue().equals(fresh.getValue()) ? "" : "The two are not the same.");
    if (old.isInvalid() || fresh.isInvalid() || again.isInvalid()) {
      return;
    }
    try {
      Session.goOn(identity.changePassword(Session.caller(), old.getValue(), fresh.getValue()));
      old.clear();
      fresh.clear();
      again.clear();
      Notices.done("Your password is changed.");
    } catch (InvalidException invalid) {
      for (Problem problem : invalid.problems()) {
        say(
            problem.path().toLowerCase(Locale.ROOT).contains("old") ? old : fresh,
            problem.message());
      }
    } catch (AccessDeniedException refused) {
      say(old, refused.getMessage());
    }
  }

  private static void say(PasswordField field, @Nullable String sentence) {
    field.setErrorMessage(sentence);
    field.setInvalid(sentence != null && !sentence.isEmpty());
  }
}
