package io.aiops.studio.host.rest;

import io.aiops.studio.host.problem.Patience;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;

/**
 * Whoever calls waits: a database that is silent is told of within five seconds, by a 503. Not so
 * where packages and files go in and out, whose statements may take longer.
 */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class PatienceFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  /** Of a path below the API, its first part. */
  private static final Set<String> LONG =
      Set.of(
          "plugins", "plugin-sets", "catalog", "templates", "files", "publishers", "revocations");

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    if (takesLong(request)) {
      chain.doFilter(request, response);
      return;
    }
    Patience patience = Patience.ofACaller();
    try {
      chain.doFilter(request, response);
    } finally {
      patience.close();
    }
  }

  private static boolean takesLong(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String[] parts = path.split("/", 5);
    // "", "api", "v1", and what it is about.
    return parts.length > 3 && LONG.contains(parts[3]);
  }
}
