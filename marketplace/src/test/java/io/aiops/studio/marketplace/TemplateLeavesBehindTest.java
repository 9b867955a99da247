package io.aiops.studio.marketplace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.connection.Connection;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.identity.Role;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.template.Choices;
import io.aiops.studio.marketplace.template.ExportRequest;
import io.aiops.studio.marketplace.template.Lock;
import io.aiops.studio.marketplace.template.Plan;
import io.aiops.studio.marketplace.template.TemplateFile;
import io.aiops.studio.marketplace.template.TemplateService;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a template does not take along: secrets, and connections, of which it has the role. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateLeavesBehindTest {

  @TempDir static Path folder;

  private TestStudio studio;
  private TemplateService templates;

  @BeforeAll
  void start() throws IOException {
    studio = TestStudio.start(folder);
    templates = new TemplateService(studio.studio());
  }

  @AfterAll
  void stop() {
    studio.close();
  }

  @Test
  void what_looks_like_a_secret_stays_and_is_named_by_its_place() {
    studio
        .studio()
        .workflows()
        .save(
            studio.caller(),
            """
            schema: aiops-studio/workflow/v1
            name: leaky
            # was: sk-abcdefghij0123456789ABCD
            steps:
              - id: call
                kind: tool
                tool: http/request
                input:
                  url: https://acme.com
                  method: POST
                  headers: {X-Api-Key: hunter22}
            """,
            null);
    assertThatThrownBy(() ->
            templates.export(studio.caller(), ExportRequest.of("leaky", "acme.leaky", "1.0.0")))
        .isInstanceOfSatisfying(
            InvalidException.class,
            refused -> {
              assertThat(refused.problems().stream().map(Problem::path))
                  .containsExactly("line 3", "steps[0].input.headers.X-Api-Key");
              assertThat(refused.getMessage()).doesNotContain("hunter22", "ABCD");
            });
  }

  @Test
  void connections_are_named_by_kind_and_role_and_chosen_where_it_is_installed() {
    studio
        .studio()
        .connections()
        .save(studio.caller(), Connection.Kind.CONNECTOR, "crm", "http", Map.of(), null);
    studio
        .studio()
        .workflows()
        .save(
            studio.caller(),
            """
            schema: aiops-studio/workflow/v1
            name: calls-crm
            steps:
              # whom we ask
              - {id: call, kind: tool, tool: crm/get,   input: {url: "https://acme.com"}}
            """,
            null);
    TemplateFile file =
        templates.export(studio.caller(), ExportRequest.of("calls-crm", "acme.calls-crm", "1.0.0"));
    assertThat(file.lock().roles())
        .containsExactly(new Lock.Role(Lock.Kind.CONNECTION, "crm", "http"));

    studio.studio().connections().remove(studio.caller(), Connection.Kind.CONNECTOR, "crm");
    studio
        .studio()
        .connections()
        .save(studio.caller(), Connection.Kind.CONNECTOR, "sales", "http", Map.of(), null);
    Choices other = new Choices("other", Map.of());
    Plan open = templates.plan(studio.caller(), file, other);
    assertThat(open.problems().toString()).contains("connections.crm", "http, sales");
    Plan wrong =
        templates.plan(studio.caller(), file, choose("other", Lock.Kind.CONNECTION, "crm", "text"));
    assertThat(wrong.problems().toString()).contains("'text', which is no connection of 'http'");
    templates.install(studio.caller(), file, choose("other", Lock.Kind.CONNECTION, "crm", "sales"));
    assertThat(studio.studio().workflows().get(studio.caller(), "other").text())
        .isEqualTo(
            file.text().replace("crm/get", "sales/get").replace("name: calls-crm", "name: other"));
    assertThatThrownBy(() -> studio.studio().workflows().origin(foreign(), "other"))
        .isInstanceOf(NotFoundException.class);
    studio.studio().connections().remove(studio.caller(), Connection.Kind.CONNECTOR, "sales");
  }

  private static Choices choose(String name, Lock.Kind kind, String role, String player) {
    return new Choices(name, Map.of(kind, Map.of(role, player)));
  }

  /** Of another workspace. */
  private Caller foreign() {
    return new Caller(
        studio.caller().userId(),
        studio.caller().userName(),
        UUID.randomUUID(),
        Role.ADMINISTRATOR,
        Set.of(Permission.values()),
        true);
  }
}
