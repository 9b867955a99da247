package io.aiops.studio.host.rest;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI description of the REST API, which the build made: as YAML, or as JSON for those who
 * accept that or ask with {@code format=json}. Under {@code /openapi/ui/} the page that shows it.
 * Both without a sign-in.
 */
@WebServlet({"/openapi", "/openapi/ui/*"})
public class DescriptionServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private static final Map<String, String> PAGE =
      Map.of(
          "/index.html", "text/html",
          "/start.js", "text/javascript",
          "/swagger-ui-bundle.js", "text/javascript",
          "/swagger-ui.css", "text/css");

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (request.getServletPath().equals("/openapi")) {
      boolean json = json(request.getParameter("format"), request.getHeader("Accept"));
      response.setHeader("Access-Control-Allow-Origin", "*");
      response.setHeader("Cache-Control", "no-cache");
      response.setHeader("Vary", "Accept");
      send(
          json ? "/openapi.json" : "/openapi.yaml",
          json ? "application/json" : "application/yaml",
          response);
    } else if (request.getPathInfo() == null) {
      response.sendRedirect(request.getContextPath() + "/openapi/ui/");
    } else {
      String file = request.getPathInfo().equals("/") ? "/index.html" : request.getPathInfo();
      String type = PAGE.get(file);
      if (type == null) {
        response.sendError(HttpServletResponse.SC_NOT_FOUND);
        return;
      }
      response.setHeader("X-Frame-Options", "DENY");
      response.setHeader(
          "Content-Security-Policy",
          "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
              + " object-src 'none'; base-uri 'none'; frame-ancestors 'none'");
      response.setHeader("Cache-Control", "max-age=3600");
      send(file, type, response);
    }
  }

  private static boolean json(@Nullable String format, @Nullable String accept) {
    return format == null
        ? accept != null && accept.contains("application/json")
        : format.equalsIgnoreCase("json");
  }

  private void send(String file, String type, HttpServletResponse response) throws IOException {
    response.setContentType(type);
    response.setCharacterEncoding("UTF-8");
    try (InputStream in = getServletContext().getResourceAsStream("/WEB-INF/openapi" + file)) {
      if (in == null) {
        throw new IOException(file + " is not in the application");
      }
      in.transferTo(response.getOutputStream());
    }
  }
}
