package io.aiops.studio.ui.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import io.aiops.studio.host.approval.ApprovalViews.View;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.ui.Routes;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Without a sign-in. */
class LinkedViewTest extends ViewTest {

  private String open(String token) {
    UI.getCurrent().navigate(Routes.linked(token));
    return text();
  }

  private String text() {
    return ((LinkedView) getCurrentView()).getElement().getTextRecursively();
  }

  @Test
  void opening_shows_and_a_button_decides_once() {
    View asked = fake.approvals.ask(UUID.randomUUID(), "send", null, Map.of("to", "x"));
    String token = "token-of-" + asked.summary().id();
    assertThat(open(token)).contains("Send it to x?", "\"to\" : \"x\"", "Sent by", "ada");
    assertThat(fake.approvals.decisions).isEmpty();
    test($(Button.class).withText("Reject").single()).click();
    assertThat(fake.approvals.decisions.getFirst().verdict()).isEqualTo(Verdict.REJECT);
    assertThat(text()).contains("Decided by ada (by link)");
    assertThat($(Button.class).withText("Approve").exists()).isFalse();
  }

  @Test
  void a_link_that_is_none_says_so() {
    assertThat(open("nonsense")).contains("This link opens nothing", "not one of this studio");
  }
}
