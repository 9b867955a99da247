package io.aiops.studio.host.rest;

import io.aiops.studio.host.SelfCheck;
import io.aiops.studio.host.SelfCheck.Finding;
import io.aiops.studio.host.SelfCheck.Report;
import io.aiops.studio.host.Studio;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What is wrong, and what happens next. */
@Dependent
@Path("/self-check")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Nodes")
public class SelfCheckResource {

  /**
   * One thing found.
   *
   * @param part what it is about, such as {@code database} or {@code executions}
   * @param severity {@code ok}, {@code warning}, {@code error}
   * @param says what is
   * @param next what happens by itself, or what one can do
   * @param execution the execution, if it is about one
   * @param workspace the name of that execution's workspace, if it is another one
   */
  public record FindingView(
      String part,
      String severity,
      String says,
      String next,
      @Nullable UUID execution,
      @Nullable String workspace) {
    static FindingView of(Finding finding) {
      return new FindingView(
          finding.part(),
          finding.severity().name().toLowerCase(Locale.ROOT),
          finding.says(),
          finding.next(),
          finding.execution(),
          finding.workspace());
    }
  }

  /** All that was found. */
  public record Findings(Instant at, boolean healthy, List<FindingView> items) {}

  private final SelfCheck check;

  @Inject
  public SelfCheckResource(Studio studio) {
    this.check = studio.selfCheck();
  }

  @GET
  @Operation(
      summary = "Check the studio",
      description =
          "Asks each part, and looks for executions of the workspace that have not ended, that"
              + " nobody works at and that wait for nothing by name; these are handed to the"
              + " sweeper. For administrators; to those of the first workspace, executions of other"
              + " workspaces that are late are named, to the others it is said how many there are.")
  @APIResponse(
      responseCode = "200",
      description = "What was found; 'healthy' if nothing is wrong",
      content = @Content(schema = @Schema(implementation = Findings.class)))
  public Findings check(@Context SecurityContext who) {
    Report report = check.check(Callers.of(who));
    return new Findings(
        report.at(), report.healthy(), report.findings().stream().map(FindingView::of).toList());
  }
}
