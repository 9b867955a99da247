package io.aiops.studio.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.grant.Wants;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.marketplace.template.Installed;
import io.aiops.studio.ui.fake.ViewTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A template whose plugin wants to reach every host. */
class ApplyingTest extends ViewTest {

  private static final Installed INSTALLED =
      new Installed("pause", 1, "acme.pause", "1.0.0", List.of("acme.clock"), Map.of());

  private final List<Installed> done = new CopyOnWriteArrayList<>();
  private final List<Installed> installed = new CopyOnWriteArrayList<>();
  private final List<String> ended = new CopyOnWriteArrayList<>();

  @BeforeEach
  void open() {
    signIn(Role.ADMINISTRATOR);
    navigate(TemplatesView.class);
  }

  private Applying applying() {
    Applying applying =
        new Applying(
            "Installing",
            (caller, consents) -> install(consents),
            done::add,
            () -> ended.add("nothing was changed"));
    UI.getCurrent().add(applying);
    return applying;
  }

  private Installed install(Set<String> consents) {
    fake.plugins
        .grants
        .asks("acme.clock", "1.0.0", "00", Wants.read("host:*"))
        .filter(asked -> !consents.contains(asked.token()))
        .ifPresent(asked -> {
          throw new ConsentNeededException(asked);
        });
    installed.add(INSTALLED);
    return INSTALLED;
  }

  @Test
  void asks_what_the_plugin_may_have_and_goes_on() {
    Applying applying = applying();
    applying.begin();
    assertThat(applying.isVisible()).isTrue();
    eventually(() ->
        assertThat($(ConfirmDialog.class).single().getElement().getTextRecursively())
            .contains("Reach every host"));
    assertThat(done).isEmpty();
    test($(ConfirmDialog.class).single()).confirm();
    eventually(() -> assertThat(done).containsExactly(INSTALLED));
    assertThat(installed).containsExactly(INSTALLED);
    assertThat(applying.isVisible()).isFalse();
    assertThat(ended).isEmpty();
  }

  @Test
  void changes_nothing_without_consent() {
    applying().begin();
    eventually(() -> assertThat($(ConfirmDialog.class).exists()).isTrue());
    test($(ConfirmDialog.class).single()).cancel();
    assertThat(done).isEmpty();
    assertThat(ended).hasSize(1);
  }
}
