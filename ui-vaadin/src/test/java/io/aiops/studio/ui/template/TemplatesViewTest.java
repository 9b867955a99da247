package io.aiops.studio.ui.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.definition.WorkflowReader;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.marketplace.template.Change.Taken;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import io.aiops.studio.ui.fake.FakeIdentity;
import io.aiops.studio.ui.fake.ViewTest;
import io.aiops.studio.ui.value.JsonArea;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TemplatesViewTest extends ViewTest {

  private static final String TEXT =
      """
      schema: aiops-studio/workflow/v1
      name: pause
      title: Pause
      steps:
        - {id: a, kind: wait, duration: PT1S}
      """;

  private TemplateFile template(String version, String text) {
    fake.studio.workflows().save(FakeIdentity.caller(Role.BUILDER), text, null);
    return new TemplateService(fake.studio)
        .export(
            FakeIdentity.caller(Role.BUILDER), ExportRequest.of("pause", "acme.pause", version));
  }

  private TemplatesView open(Role role) {
    signIn(role);
    return navigate(TemplatesView.class);
  }

  private Button button(String text) {
    return $(Button.class).withText(text).single();
  }

  /** As soon as what it needs has been looked at. */
  private void press(String text) {
    eventually(() -> assertThat(button(text).isEnabled()).isTrue());
    test(button(text)).click();
  }

  private void shows(String... texts) {
    eventually(
        () -> assertThat(getCurrentView().getElement().getTextRecursively()).contains(texts));
  }

  private void says(String sentence) {
    eventually(() -> {
      assertThat($(Notification.class).exists()).isTrue();
      assertThat(notice()).contains(sentence);
    });
  }

  private String text(String workflow) {
    return fake.studio.workflows().get(FakeIdentity.caller(Role.BUILDER), workflow).text();
  }

  @Test
  void without_templates_it_says_what_to_do() {
    assertThat(open(Role.BUILDER).getElement().getTextRecursively())
        .contains("or open a template's file");
  }

  @Test
  void a_viewer_sees_the_list_and_nothing_to_change() {
    open(Role.VIEWER);
    assertThat($(Upload.class).exists()).isFalse();
    assertThat($(Button.class).withText("Make the file").exists()).isFalse();
  }

  @Test
  void a_name_that_is_taken_is_said_before_anybody_clicks() {
    TemplateFile file = template("1.0.0", TEXT);
    open(Role.BUILDER).open(file);
    shows("which is here already");
    assertThat(button("Install as a new workflow").isEnabled()).isFalse();
    test($(TextField.class).withLabel("Name of the workflow").single()).setValue("other");
    press("Install as a new workflow");
    says("other is at version 1, from acme.pause 1.0.0.");
    assertThat(text("other")).isEqualTo(TEXT.replace("name: pause", "name: other"));
  }

  @Test
  void a_conflict_is_decided_and_the_update_done() {
    TemplateFile first = template("1.0.0", TEXT);
    TemplateService templates = new TemplateService(fake.studio);
    templates.install(
        FakeIdentity.caller(Role.BUILDER),
        first,
        new io.aiops.studio.marketplace.template.Choices("mine", java.util.Map.of()));
    String mine = "# ours\n" + text("mine").replace("PT1S", "PT5S");
    fake.studio.workflows().save(FakeIdentity.caller(Role.BUILDER), mine, null);
    TemplateFile second =
        template("1.1.0", TEXT.replace("PT1S", "PT2S").replace("title: Pause", "title: Break"));

    open(Role.BUILDER).open(second);
    test(button("Update mine …")).click();
    shows(
        "steps[a].duration: changed in both, to different values",
        "title: changed in the template",
        "Decide: mine or theirs");
    assertThat(button("Update mine").isEnabled()).isFalse();
    @SuppressWarnings("unchecked")
    RadioButtonGroup<Taken> which = $(RadioButtonGroup.class).single();
    which.setValue(Taken.MINE);
    press("Update mine");
    says("mine is at version 3, from acme.pause 1.1.0.");
    assertThat(text("mine")).isEqualTo(mine.replace("title: Pause", "title: Break"));
  }

  @Test
  void a_workflow_becomes_a_file_to_download() {
    template("1.0.0", TEXT);
    open(Role.BUILDER);
    @SuppressWarnings("unchecked")
    ComboBox<String> workflow = $(ComboBox.class).withLabel("Workflow").single();
    workflow.setValue("pause");
    JsonArea sample = $(JsonArea.class).single();
    sample.setValue("[1]");
    test(button("Make the file")).click();
    assertThat(sample.isInvalid()).isTrue();
    sample.setValue("");
    test($(TextArea.class).withCaption("README").single()).setValue("# It waits");
    test(button("Make the file")).click();
    assertThat(getCurrentView().getElement().getTextRecursively())
        .contains("Download pause-1.0.0.studio-template");
  }

  private void share(String version) {
    fake.marketplace
        .marketplace
        .sharing()
        .share(FakeIdentity.caller(Role.BUILDER), ExportRequest.of("pause", "acme.pause", version));
  }

  private boolean nothingIsShared() {
    return $(H2.class).withText("Nothing is shared with the team yet").exists();
  }

  @Test
  void a_workflow_is_shared_and_installed_from_there() {
    template("1.0.0", TEXT);
    open(Role.BUILDER);
    assertThat(nothingIsShared()).isTrue();
    @SuppressWarnings("unchecked")
    ComboBox<String> workflow = $(ComboBox.class).withLabel("Workflow").single();
    workflow.setValue("pause");
    test(button("Share with the team")).click();
    says("pause 1.0.0 is shared with the team.");
    assertThat(nothingIsShared()).isFalse();
    test(button("Install …")).click();
    eventually(
        () -> assertThat($(TextField.class).withLabel("Name of the workflow").exists()).isTrue());
    test($(TextField.class).withLabel("Name of the workflow").single()).setValue("mine");
    press("Install as a new workflow");
    eventually(() -> assertThat(text("mine")).contains("name: mine"));
  }

  @Test
  @Timeout(180)
  void while_others_share_the_page_goes_on_and_says_then_that_they_do() {
    template("1.0.0", TEXT);
    CountDownLatch others = fake.marketplace.shared.stall();
    open(Role.BUILDER);
    @SuppressWarnings("unchecked")
    ComboBox<String> workflow = $(ComboBox.class).withLabel("Workflow").single();
    workflow.setValue("pause");
    test(button("Share with the team")).click();
    assertThat($(ProgressBar.class).exists()).isTrue();
    assertThat(button("Share with the team").isEnabled()).isFalse();
    others.countDown();
    says("Somebody shares here right now.");
    assertThat($(ProgressBar.class).exists()).isFalse();
    assertThat(button("Share with the team").isEnabled()).isTrue();
    assertThat(nothingIsShared()).isTrue();
  }

  @Test
  void what_was_made_of_an_older_version_is_offered_the_update() {
    TemplateFile first = template("1.0.0", TEXT);
    new TemplateService(fake.studio)
        .install(
            FakeIdentity.caller(Role.BUILDER),
            first,
            new io.aiops.studio.marketplace.template.Choices("mine", java.util.Map.of()));
    template("1.1.0", TEXT.replace("PT1S", "PT2S"));
    share("1.1.0");
    open(Role.BUILDER);
    @SuppressWarnings("unchecked")
    Grid<WorkflowOrigin> made = $(Grid.class).single();
    Button update = (Button) test(made).getCellComponent(0, 5);
    assertThat(update.getText()).isEqualTo("Update available: 1.1.0");
    update.click();
    eventually(() -> assertThat($(Button.class).withText("Update mine …").exists()).isTrue());
    test(button("Update mine …")).click();
    press("Update mine");
    eventually(() -> assertThat(text("mine")).contains("PT2S"));
  }

  @Test
  void who_shared_it_takes_it_away() {
    template("1.0.0", TEXT);
    share("1.0.0");
    open(Role.BUILDER);
    test(button("Take away …")).click();
    test($(ConfirmDialog.class).single()).confirm();
    says("Pause 1.0.0 is not shared any more.");
    assertThat(nothingIsShared()).isTrue();
  }

  @Test
  void a_viewer_sees_what_is_shared_and_takes_nothing() {
    template("1.0.0", TEXT);
    share("1.0.0");
    assertThat(open(Role.VIEWER).getElement().getTextRecursively()).contains("acme.pause", "1.0.0");
    assertThat($(Button.class).withText("Install …").exists()).isFalse();
    assertThat($(Button.class).withText("Take away …").exists()).isFalse();
  }

  @Test
  void of_a_workflow_with_agents_one_of_them_can_leave_alone() {
    String text =
        TEXT.replace("name: pause", "name: asks")
            + "  - {id: ask, kind: agent, agent: echo, instruction: go}\n";
    // The studio in memory has no agent, so nobody could save it there.
    fake.workflows.save(
        FakeIdentity.caller(Role.BUILDER).workspaceId(),
        WorkflowReader.read(text).workflow().orElseThrow(),
        text,
        "ada",
        Instant.EPOCH,
        null,
        null);
    open(Role.BUILDER);
    @SuppressWarnings("unchecked")
    ComboBox<String> workflow = $(ComboBox.class).withLabel("Workflow").single();
    workflow.setValue("asks");
    @SuppressWarnings("unchecked")
    ComboBox<String> step = $(ComboBox.class).withLabel("One agent of it").single();
    assertThat(step.getListDataView().getItems()).containsExactly("ask");
  }
}
