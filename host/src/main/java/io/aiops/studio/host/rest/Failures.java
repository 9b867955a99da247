package io.aiops.studio.host.rest;

import io.aiops.studio.host.approval.LinkRefusedException;
import io.aiops.studio.host.grant.ConsentNeededException;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.plugin.PlanNeededException;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.host.problem.UnavailableException;
import io.aiops.studio.host.trigger.HookRefusedException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever was thrown into a problem document. What nobody foresaw shows an id alone. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  static final String MEDIA_TYPE = "application/problem+json";

  private static final Map<String, String> RETRY = Map.of(HttpHeaders.RETRY_AFTER, "5");

  private static final Map<Integer, String> TITLES =
      Map.ofEntries(
          Map.entry(400, "Bad Request"),
          Map.entry(401, "Unauthorized"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(406, "Not Acceptable"),
          Map.entry(409, "Conflict"),
          Map.entry(413, "Content Too Large"),
          Map.entry(415, "Unsupported Media Type"),
          Map.entry(422, "Unprocessable Content"),
          Map.entry(429, "Too Many Requests"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"));

  private Failures() {}

  /**
   * An answer before it is one of the server's: what a test can look at.
   *
   * @param member what somebody has to be asked first, of a name of its own; empty if nothing
   */
  record Answer(ProblemDocument document, Map<String, String> headers, Map<String, Object> member) {

    Answer(ProblemDocument document, Map<String, String> headers) {
      this(document, headers, Map.of());
    }

    Response response() {
      Response.ResponseBuilder builder =
          Response.status(document.status())
              .type(MEDIA_TYPE)
              .entity(Json.mapper().writeValueAsBytes(member.isEmpty() ? document : extended()));
      headers.forEach(builder::header);
      return builder.build();
    }

    /** With a member of its own, as RFC 9457 lets us. */
    private Map<String, @Nullable Object> extended() {
      Map<String, @Nullable Object> members = new LinkedHashMap<>(Json.toMap(document));
      members.putAll(member);
      return members;
    }
  }

  static Answer answer(Throwable thrown, String instance) {
    Throwable failure = meant(thrown);
    return switch (failure) {
      case InvalidException e ->
          answer(422, "Some of what was sent cannot be used.", instance, e.problems());
      case NotFoundException e -> answer(404, text(e), instance, List.of());
      case LinkRefusedException e -> answer(404, text(e), instance, List.of());
      case ConsentNeededException e -> asking(e, instance, "consent", e.consent());
      case PlanNeededException e -> asking(e, instance, "plan", e.plan());
      case ConflictException e -> answer(409, text(e), instance, List.of());
      case HookRefusedException e ->
          new Answer(
              answer(401, text(e), instance, List.of()).document(),
              Map.of(HttpHeaders.WWW_AUTHENTICATE, "Webhook-Signature"));
      case AccessDeniedException e -> answer(403, text(e), instance, List.of());
      case RefusedException e ->
          new Answer(answer(e.status(), text(e), instance, List.of()).document(), e.headers());
      case UnavailableException e -> {
        LOG.warn("{} answers 503: {}", instance, e.getMessage(), e);
        yield new Answer(answer(503, text(e), instance, List.of()).document(), RETRY);
      }
      case WebApplicationException e when status(e) >= 400 && status(e) < 500 -> web(e, instance);
      default -> unforeseen(failure, instance);
    };
  }

  private static Answer asking(Throwable e, String instance, String name, Object member) {
    return new Answer(
        answer(409, text(e), instance, List.of()).document(), Map.of(), Map.of(name, member));
  }

  /** The server wraps what is thrown while it reads a body. */
  private static Throwable meant(Throwable thrown) {
    @Nullable Throwable cause = thrown.getCause();
    boolean wrapper =
        thrown instanceof ProcessingException || thrown instanceof WebApplicationException;
    return wrapper && (cause instanceof InvalidException || cause instanceof RefusedException)
        ? cause
        : thrown;
  }

  private static Answer answer(int status, String detail, String instance, List<Problem> problems) {
    String title = Objects.requireNonNullElse(TITLES.get(status), "Refused");
    return new Answer(
        new ProblemDocument("about:blank", title, status, detail, instance, problems), Map.of());
  }

  private static int status(WebApplicationException e) {
    return e.getResponse().getStatus();
  }

  /** What never came as far as a resource. */
  static ProblemDocument refusedByServer(int status, String instance) {
    String detail =
        status < 500
            ? "The address, a header or the body is not as HTTP has it, or nothing is here."
            : "Something went wrong in the server. Its log tells more.";
    return answer(status, detail, instance, List.of()).document();
  }

  /** The server's own sentences name classes, so that we say it ourselves. */
  private static Answer web(WebApplicationException e, String instance) {
    String detail =
        switch (status(e)) {
          case 404 -> "There is nothing at this address; /openapi lists all there is.";
          case 405 -> "This address does not know the method; 'Allow' names those it knows.";
          case 406 -> "None of the media types in 'Accept' is offered here.";
          case 415 -> "This media type is not taken here; /openapi names those that are.";
          default -> "The request could not be understood.";
        };
    @Nullable String allow = e.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return new Answer(
        answer(status(e), detail, instance, List.of()).document(),
        allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, allow));
  }

  private static Answer unforeseen(Throwable failure, String instance) {
    String id = UUID.randomUUID().toString();
    LOG.error("Error {} at {}", id, instance, failure);
    return answer(
        500,
        "Something went wrong in the server. Its log tells more under the id " + id + ".",
        instance,
        List.of());
  }

  private static String text(Throwable failure) {
    @Nullable String message = failure.getMessage();
    return message == null ? "No more is known." : message;
  }
}
