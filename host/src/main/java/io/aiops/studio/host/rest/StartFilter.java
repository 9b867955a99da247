package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.engine.ExecutionService.Started;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.problem.Patience;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts executions for programs ahead of Jakarta REST, which costs more than all the rest of a
 * start. It takes only what programs send a thousand times a second: a token, JSON, no query. All
 * else, and what the answers are, is {@link ExecutionsResource}'s.
 */
@WebFilter(urlPatterns = "/api/v1/executions", asyncSupported = true)
public class StartFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Set<String> JSON =
      Set.of("application/json", "application/json; charset=utf-8");
  private static final Set<String> ANSWERED = Set.of("application/json", "*/*");

  /** Which of two is meant is not for this filter to say. */
  private static final List<String> READ =
      List.of(HttpHeaders.AUTHORIZATION, IDEMPOTENCY_KEY, Bearer.WORKSPACE);

  @Inject
  @SuppressWarnings("NullAway.Init")
  private transient Studio studio;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (isPlainStart(request) && studio.nodes().roles().contains(NodeRole.WEB)) {
      // Which of two filters comes first is not said.
      Patience patience = Patience.ofACaller();
      try {
        answer(request, response);
      } finally {
        patience.close();
      }
    } else {
      chain.doFilter(request, response);
    }
  }

  private static boolean isPlainStart(HttpServletRequest request) {
    @Nullable String accept = request.getHeader(HttpHeaders.ACCEPT);
    @Nullable String type = request.getContentType();
    return request.getMethod().equals("POST")
        && request.getQueryString() == null
        && request.getHeader(HttpHeaders.AUTHORIZATION) != null
        && READ.stream().allMatch(name -> once(request, name))
        && type != null
        && JSON.contains(type)
        && (accept == null || ANSWERED.contains(accept));
  }

  private static boolean once(HttpServletRequest request, String header) {
    Enumeration<String> values = request.getHeaders(header);
    if (values.hasMoreElements()) {
      values.nextElement();
    }
    return !values.hasMoreElements();
  }

  private void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
    SecurityHeaders.HEADERS.forEach(response::setHeader);
    try {
      Started started = start(request);
      response.setStatus(started.created() ? 201 : 200);
      response.setHeader(
          HttpHeaders.LOCATION, request.getRequestURL() + "/" + started.executionId());
      send(
          response,
          MediaType.APPLICATION_JSON,
          new ExecutionsResource.StartedView(started.executionId(), started.created()));
    } catch (RuntimeException e) {
      Failures.Answer failure = Failures.answer(e, request.getRequestURI());
      response.setStatus(failure.document().status());
      failure.headers().forEach(response::setHeader);
      send(response, Failures.MEDIA_TYPE, failure.document());
    }
  }

  private Started start(HttpServletRequest request) throws IOException {
    Caller known = Bearer.caller(studio, request.getHeader(HttpHeaders.AUTHORIZATION));
    Caller caller = Bearer.enter(studio, known, request.getHeader(Bearer.WORKSPACE));
    return StrictJson.read(body(request), Start.class)
        .begin(studio, caller, request.getHeader(IDEMPOTENCY_KEY));
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    try {
      return Bodies.bytes(
          Bodies.bounded(
              request.getInputStream(),
              Bodies.MAX_TEXT,
              request.getHeader(HttpHeaders.CONTENT_LENGTH)));
    } catch (IOException e) {
      throw BodyReading.unreadable(e);
    }
  }

  private static void send(HttpServletResponse response, String type, Object body)
      throws IOException {
    byte[] bytes = Json.mapper().writeValueAsBytes(body);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
