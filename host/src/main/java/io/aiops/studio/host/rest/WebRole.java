package io.aiops.studio.host.rest;

import io.aiops.studio.host.Studio;
import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.node.NodeRole;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/**
 * Keeps a node without the role {@code web} from answering people and programs: it says 421, which
 * lets a proxy ask another. Health is the server's own and not behind this; metrics are let
 * through.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class WebRole extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final int MISDIRECTED = 421;

  @Inject
  @SuppressWarnings("NullAway.Init")
  private transient Studio studio;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (studio.nodes().roles().contains(NodeRole.WEB)
        || request.getRequestURI().equals("/metrics")) {
      chain.doFilter(request, response);
      return;
    }
    response.setStatus(MISDIRECTED);
    response.setContentType("application/problem+json");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response
        .getOutputStream()
        .write(
            Json.mapper()
                .writeValueAsBytes(
                    new ProblemDocument(
                        "about:blank",
                        "Misdirected Request",
                        MISDIRECTED,
                        "This node does not have the role 'web' (STUDIO_ROLES). Ask one that has.",
                        request.getRequestURI(),
                        List.of())));
  }
}
