package io.aiops.studio.host.rest;

import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Leads from the API to its description, which the server itself offers. */
@Dependent
@Path("/openapi")
public class OpenApiResource {

  @GET
  @Anonymous
  @Operation(hidden = true)
  public Response openApi() {
    return Response.seeOther(URI.create("/openapi")).build();
  }
}
