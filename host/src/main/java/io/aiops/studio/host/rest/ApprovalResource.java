package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.approval.ApprovalService.Decision;
import io.aiops.studio.host.approval.ApprovalService.Delegation;
import io.aiops.studio.host.approval.ApprovalViews;
import io.aiops.studio.host.execution.Verdict;
import io.aiops.studio.host.problem.InvalidException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Looking at what executions ask people, and deciding. */
@Dependent
@Path("/approvals")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Approvals")
public class ApprovalResource {

  private static final Duration A_WEEK = Duration.ofDays(7);

  /**
   * @param hash of what you saw: the decision counts for nothing else
   * @param decision {@code approve}, {@code edit} or {@code reject}
   * @param details for an edit: what counts instead
   * @param comment why, at most 2,000 characters; null for none
   */
  public record DecisionBody(
      @Nullable String hash,
      @Nullable String decision,
      @Nullable Object details,
      @Nullable String comment) {}

  /**
   * @param to a member's user name, or {@code role:builder}
   * @param comment why, at most 2,000 characters; null for none
   */
  public record DelegationBody(@Nullable String to, @Nullable String comment) {}

  /**
   * @param validFor ISO 8601, PT1M to P30D; null for P7D
   * @param decisions {@code approve}, {@code reject}; null for both
   */
  public record LinkBody(@Nullable String validFor, @Nullable List<String> decisions) {}

  /**
   * @param token for {@code /approvals/links/{token}}
   * @param page where people open it, relative to the studio
   */
  public record LinkView(String token, String page, Instant expiresAt) {}

  private final Studio studio;

  @Inject
  public ApprovalResource(Studio studio) {
    this.studio = studio;
  }

  @GET
  @Operation(
      summary = "List what waits for a decision",
      description = "Longest first. Give a page's 'next' as 'after' for the page after it.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = ApprovalViews.Page.class)))
  public ApprovalViews.Page list(
      @Context SecurityContext who,
      @Parameter(description = "'me' for what waits for you, 'all' for all in the workspace")
          @QueryParam("for")
          @Nullable String whom,
      @QueryParam("execution") @Nullable String execution,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @Nullable String limit) {
    return studio
        .approvals()
        .list(
            Callers.of(who),
            new ApprovalViews.Filter(
                Parameters.word("for", whom, Whom.class).orElse(Whom.ME) == Whom.ALL,
                execution == null ? null : Parameters.id("execution", execution),
                after == null ? null : Parameters.id("approval", after),
                Parameters.number("limit", limit, 50, 1, 200)));
  }

  private enum Whom {
    ME,
    ALL
  }

  @GET
  @Path("/{id}")
  @Operation(
      summary = "Show an approval",
      description = "With exactly what is approved; its 'hash' goes into the decision.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = ApprovalViews.View.class)))
  public ApprovalViews.View get(@Context SecurityContext who, @PathParam("id") String id) {
    return studio.approvals().get(Callers.of(who), id(id));
  }

  @POST
  @Path("/{id}/decision")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Approve, edit or reject",
      description =
          "Counts when this answers, and nobody else's decision does any more. The execution goes on"
              + " by itself.")
  @APIResponse(
      responseCode = "200",
      description = "It counts",
      content = @Content(schema = @Schema(implementation = ApprovalViews.View.class)))
  @APIResponse(responseCode = "403", description = "You are not among those who are asked")
  @APIResponse(
      responseCode = "409",
      description = "It was decided or withdrawn, or the hash is of something else")
  @APIResponse(responseCode = "422", description = "A field cannot be used; it is named")
  public ApprovalViews.View decide(
      @Context SecurityContext who, @PathParam("id") String id, DecisionBody request) {
    return studio
        .approvals()
        .decide(
            Callers.of(who),
            id(id),
            new Decision(
                text("hash", request.hash()),
                verdict("decision", request.decision()),
                request.details(),
                request.comment() == null ? "" : request.comment()));
  }

  @POST
  @Path("/{id}/delegation")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Hand an approval on",
      description = "From then on only they are asked. An administrator may hand on any.")
  @APIResponse(responseCode = "202", description = "Accepted")
  @APIResponse(responseCode = "403", description = "You are not among those who are asked")
  @APIResponse(responseCode = "409", description = "It was decided or withdrawn")
  @APIResponse(responseCode = "422", description = "'to' is no member and no role")
  public Response delegate(
      @Context SecurityContext who, @PathParam("id") String id, DelegationBody request) {
    studio
        .approvals()
        .delegate(
            Callers.of(who),
            id(id),
            new Delegation(
                text("to", request.to()), request.comment() == null ? "" : request.comment()));
    return Response.accepted().build();
  }

  @POST
  @Path("/{id}/links")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a link for somebody without a sign-in",
      description =
          "Whoever has it decides in your name, as long as you may. It works until the approval is"
              + " decided or the link expires; opening it decides nothing.")
  @APIResponse(
      responseCode = "201",
      description = "Made; the token is shown this once",
      content = @Content(schema = @Schema(implementation = LinkView.class)))
  @APIResponse(responseCode = "403", description = "You are not among those who are asked")
  @APIResponse(responseCode = "409", description = "It was decided or withdrawn")
  public Response link(@Context SecurityContext who, @PathParam("id") String id, LinkBody request) {
    ApprovalViews.Link link =
        studio
            .approvals()
            .link(Callers.of(who), id(id), validFor(request), verdicts(request.decisions()));
    return Response.created(URI.create("approvals/links/" + link.token()))
        .entity(new LinkView(link.token(), "/approve/" + link.token(), link.expiresAt()))
        .build();
  }

  private static Duration validFor(LinkBody request) {
    String text = request.validFor();
    try {
      return text == null ? A_WEEK : Duration.parse(text);
    } catch (DateTimeException e) {
      throw new InvalidException(
          "validFor", "is '" + text + "'; expected a duration such as P7D (ISO 8601)");
    }
  }

  private static Set<Verdict> verdicts(@Nullable List<String> decisions) {
    if (decisions == null) {
      return EnumSet.of(Verdict.APPROVE, Verdict.REJECT);
    }
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    for (String decision : decisions) {
      verdicts.add(verdict("decisions", decision));
    }
    return verdicts;
  }

  static Verdict verdict(String field, @Nullable String word) {
    return Parameters.word(field, text(field, word), Verdict.class)
        .orElseThrow(() -> new InvalidException(field, "is blank; expected 'approve' or 'reject'"));
  }

  private static UUID id(String text) {
    return Parameters.id("approval", text);
  }

  private static String text(String field, @Nullable String value) {
    if (value == null) {
      throw new InvalidException(field, "is missing; expected a text");
    }
    return value;
  }
}
