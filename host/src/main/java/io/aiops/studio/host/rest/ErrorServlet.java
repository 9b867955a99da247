package io.aiops.studio.host.rest;

import io.aiops.studio.host.json.Json;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * What the server refuses before any of our code has seen it: its own pages would show stack
 * traces.
 */
@WebServlet("/error")
public class ErrorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean asked = !(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer);
    int status = asked ? 404 : response.getStatus();
    String address =
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
            ? uri
            : request.getRequestURI();
    ProblemDocument document = Failures.refusedByServer(status, address);
    response.setStatus(status);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Cache-Control", "no-store");
    response.setCharacterEncoding("UTF-8");
    if (address.startsWith("/api/")) {
      response.setContentType("application/problem+json");
      response.getOutputStream().write(Json.mapper().writeValueAsBytes(document));
    } else {
      response.setContentType("text/plain");
      response.getWriter().write(document.title() + ". " + document.detail());
    }
  }
}
