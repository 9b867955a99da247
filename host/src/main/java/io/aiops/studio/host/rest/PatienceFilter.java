package io.aiops.studio.host.rest;

import io.aiops.studio.host.problem.Patience;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Whoever calls waits: a database that is silent is told of within five seconds, by a 503. */
@WebFilter(urlPatterns = "/api/*", asyncSupported = true)
public class PatienceFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Patience patience = Patience.ofACaller();
    try {
      chain.doFilter(request, response);
    } finally {
      patience.close();
    }
  }
}
