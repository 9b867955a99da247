package io.aiops.studio.host.rest;

import io.aiops.studio.host.definition.WorkflowSchema;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The published JSON Schema of workflows, for editors everywhere: without a sign-in. */
@WebServlet("/schema/workflow-v1.json")
public class SchemaServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setContentType("application/schema+json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Access-Control-Allow-Origin", "*");
    response.setHeader("Cache-Control", "public, max-age=3600");
    response.getWriter().write(WorkflowSchema.text());
  }
}
