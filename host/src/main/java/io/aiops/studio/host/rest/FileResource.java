package io.aiops.studio.host.rest;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.Studio;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Files that workflows read and write. */
@Dependent
@Path("/files")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Files")
public class FileResource {

  /**
   * A file as an input names it.
   *
   * @param file its id
   * @param size in bytes
   */
  public record FileView(String file, String name, String mediaType, long size) {
    static FileView of(FileRef ref) {
      return new FileView(ref.id(), ref.name(), ref.mediaType(), ref.size());
    }
  }

  private final FileService files;

  @Inject
  public FileResource(Studio studio) {
    this.files = studio.files();
  }

  @POST
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Upload a file",
      description =
          "The body is the file, at most 256 MiB, or multipart/form-data with one part that has a"
              + " file name. What comes back is the value for a workflow's file input.")
  @RequestBody(
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(
      responseCode = "201",
      description = "Created",
      content = @Content(schema = @Schema(implementation = FileView.class)))
  @APIResponse(responseCode = "413", description = "Larger than 256 MiB; nothing is kept")
  public Response upload(
      @Context SecurityContext who,
      @QueryParam("name") @Nullable String name,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) @Nullable String type,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      InputStream body) {
    return save(Callers.of(who), name, type, Bodies.bounded(body, FileService.MAX_BYTES, length));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public Response uploadForm(
      @Context SecurityContext who,
      @HeaderParam(HttpHeaders.CONTENT_LENGTH) @Nullable String length,
      List<EntityPart> parts)
      throws IOException {
    List<EntityPart> withFiles =
        parts.stream().filter(part -> part.getFileName().isPresent()).toList();
    if (withFiles.size() != 1) {
      throw new InvalidException(
          "", "The form has %d files; send exactly one.".formatted(withFiles.size()));
    }
    EntityPart part = withFiles.getFirst();
    try (InputStream content = part.getContent()) {
      return save(
          Callers.of(who),
          part.getFileName().orElseThrow(),
          part.getMediaType().toString(),
          Bodies.bounded(content, FileService.MAX_BYTES, length));
    }
  }

  @GET
  @Path("/{id}")
  @Produces(MediaType.WILDCARD)
  @Operation(summary = "Download a file")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_OCTET_STREAM,
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  public Response download(@Context SecurityContext who, @PathParam("id") String id) {
    Caller caller = Callers.of(who);
    FileRef file = files.info(caller, Parameters.id("file", id).toString());
    StreamingOutput content =
        out -> {
          try (InputStream in = files.open(caller, file.id())) {
            in.transferTo(out);
          }
        };
    return Response.ok(content)
        .type(file.mediaType())
        .header(HttpHeaders.CONTENT_LENGTH, file.size())
        .header(HttpHeaders.CONTENT_DISPOSITION, FileNames.attachment(file.name()))
        .build();
  }

  @GET
  @Path("/{id}/info")
  @Operation(summary = "Show a file's name, type and size")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = FileView.class)))
  public FileView info(@Context SecurityContext who, @PathParam("id") String id) {
    return FileView.of(files.info(Callers.of(who), Parameters.id("file", id).toString()));
  }

  private Response save(
      Caller caller, @Nullable String name, @Nullable String type, InputStream content) {
    FileRef saved = files.save(caller, FileNames.checked(name), FileNames.mediaType(type), content);
    return Response.created(URI.create("files/" + saved.id())).entity(FileView.of(saved)).build();
  }
}
