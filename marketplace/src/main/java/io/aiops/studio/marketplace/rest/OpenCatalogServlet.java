package io.aiops.studio.marketplace.rest;

import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.publishing.OpenCatalog;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * This studio's own catalog for other studios, laid out as an export is, without a sign-in: {@code
 * /catalog/index.dsse.json} and {@code /catalog/files/…}. Nothing is there unless an administrator
 * has opened it.
 */
@WebServlet("/catalog/*")
public class OpenCatalogServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject
  @SuppressWarnings("NullAway.Init")
  private transient Marketplace marketplace;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String path = request.getPathInfo() == null ? "" : request.getPathInfo().substring(1);
    marketplace
        .open()
        .get(path, request.getHeader("If-None-Match"), answer -> send(answer, response));
  }

  private static void send(OpenCatalog.Answer answer, HttpServletResponse response)
      throws IOException {
    response.setStatus(answer.status());
    response.setHeader("Cache-Control", answer.cache());
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (!answer.tag().isEmpty()) {
      response.setHeader("ETag", '"' + answer.tag() + '"');
    }
    if (answer.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
      response.setHeader("Retry-After", "5");
    }
    if (answer.status() == HttpServletResponse.SC_OK) {
      response.setContentType(answer.type());
      response.setContentLength(answer.content().length);
      response.getOutputStream().write(answer.content());
    }
  }
}
