package io.aiops.studio.marketplace.rest;

import io.aiops.studio.host.rest.Callers;
import io.aiops.studio.host.rest.FileNames;
import io.aiops.studio.host.rest.Parameters;
import io.aiops.studio.marketplace.Marketplace;
import io.aiops.studio.marketplace.catalog.Browsing;
import io.aiops.studio.marketplace.catalog.DownloadStore.Count;
import io.aiops.studio.marketplace.catalog.Fetched;
import io.aiops.studio.marketplace.catalog.Offer;
import io.aiops.studio.marketplace.catalog.Search.Found;
import io.aiops.studio.marketplace.catalog.Search.Query;
import io.aiops.studio.marketplace.catalog.Search.Sort;
import io.aiops.studio.marketplace.evidence.Evidence;
import io.aiops.studio.marketplace.evidence.Evidences;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the catalogs offer. */
@Dependent
@Path("/catalog/listings")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Catalog")
public class ListingResource {

  private static final int MOST = 100;
  private static final int USUAL = 20;

  /**
   * What a search found.
   *
   * @param total how many fit, on all pages
   * @param categories how many of them each category has
   * @param tags how many of them each tag has
   */
  public record Page(
      List<Hit> items, int total, Map<String, Integer> categories, Map<String, Integer> tags) {}

  /**
   * A listing without its versions.
   *
   * @param catalog that it is taken from
   * @param icon SHA-256 of it, or empty
   * @param deprecated why nobody should begin with it; else empty
   * @param stars the sum; divided by {@code ratings} it is the mean
   * @param version the newest that runs here and was not withdrawn; null if none does
   */
  public record Hit(
      String catalog,
      String id,
      Kind kind,
      String publisher,
      String publisherName,
      String title,
      String summary,
      String icon,
      List<String> tags,
      List<String> categories,
      String deprecated,
      long downloads,
      long ratings,
      long stars,
      @Nullable String version) {

    static Hit of(Offer offer) {
      Listing of = offer.listing();
      return new Hit(
          offer.catalog(),
          of.id(),
          of.kind(),
          of.publisher(),
          of.publisherName(),
          of.title(),
          of.summary(),
          of.icon(),
          of.tags(),
          of.categories(),
          of.deprecated(),
          of.downloads(),
          of.ratings(),
          of.stars(),
          of.newest().map(Release::version).orElse(null));
    }
  }

  /**
   * A listing with its versions, the newest first.
   *
   * @param version the newest that runs here and was not withdrawn; null if none does
   */
  public record Detail(String catalog, Listing listing, @Nullable String version) {}

  /**
   * @param html to be put into a page as it is: nothing in it acts, nothing is loaded by it
   */
  public record Text(String html) {}

  /** How often versions were fetched in this studio, by day (UTC). */
  public record Downloads(List<Count> items) {}

  private final Browsing browsing;
  private final Evidences evidences;

  @Inject
  public ListingResource(Marketplace marketplace) {
    this.browsing = marketplace.browsing();
    this.evidences = marketplace.evidences();
  }

  @GET
  @Operation(
      summary = "Search the catalogs",
      description =
          "Each word must be in a listing's title, id, tags, categories, publisher or summary; the"
              + " beginning of a word is enough, and typing errors are forgiven.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Page.class)))
  public Page search(
      @Context SecurityContext who,
      @QueryParam("q") @Nullable String words,
      @Parameter(description = "plugin or template") @QueryParam("kind") @Nullable String kind,
      @QueryParam("tag") @Nullable String tag,
      @QueryParam("category") @Nullable String category,
      @Parameter(description = "Its namespace") @QueryParam("publisher") @Nullable String publisher,
      @Parameter(description = "true: only what runs here") @QueryParam("compatible")
          @Nullable String compatible,
      @Parameter(description = "relevance, downloads, rating or newest") @QueryParam("sort")
          @Nullable String sort,
      @QueryParam("offset") @Nullable String offset,
      @QueryParam("limit") @Nullable String limit) {
    Found found =
        browsing.search(
            Callers.of(who),
            new Query(
                words == null ? "" : words,
                Parameters.word("kind", kind, Kind.class).orElse(null),
                tag,
                category,
                publisher,
                "true".equals(compatible),
                Parameters.word("sort", sort, Sort.class).orElse(Sort.RELEVANCE)));
    return new Page(
        found.offers().stream()
            .skip(Parameters.number("offset", offset, 0, 0, 1_000_000))
            .limit(Parameters.number("limit", limit, USUAL, 1, MOST))
            .map(Hit::of)
            .toList(),
        found.offers().size(),
        found.categories(),
        found.tags());
  }

  @GET
  @Path("/{listing}")
  @Operation(summary = "Get a listing with its versions")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Detail.class)))
  @APIResponse(responseCode = "409", description = "The catalog that has it may not offer it")
  public Detail get(@Context SecurityContext who, @PathParam("listing") String id) {
    Offer offer = browsing.get(Callers.of(who), id);
    return new Detail(
        offer.catalog(),
        offer.listing(),
        offer.listing().newest().map(Release::version).orElse(null));
  }

  @GET
  @Path("/{listing}/readme")
  @Operation(summary = "Get a listing's README as HTML")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Text.class)))
  @APIResponse(responseCode = "503", description = "The catalog does not answer")
  public Text readme(@Context SecurityContext who, @PathParam("listing") String id) {
    return new Text(browsing.readme(Callers.of(who), id));
  }

  @GET
  @Path("/{listing}/pictures/{sha256}")
  @Produces("image/png")
  @Operation(summary = "Get a listing's icon or screenshot")
  @APIResponse(responseCode = "200", description = "PNG")
  @APIResponse(responseCode = "503", description = "The catalog does not answer")
  public Response picture(
      @Context SecurityContext who,
      @PathParam("listing") String id,
      @PathParam("sha256") String sha256) {
    return Response.ok(browsing.picture(Callers.of(who), id, sha256))
        .header(HttpHeaders.CACHE_CONTROL, "private, max-age=86400, immutable")
        .build();
  }

  @GET
  @Path("/{listing}/versions/{version}/package")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  @Operation(
      summary = "Fetch the package of a version",
      description =
          "After it was held against the catalog's index and its publisher's signature. Counts as a"
              + " download of yours.")
  @APIResponse(responseCode = "200", description = "A .studio package, or a .studio-template")
  @APIResponse(responseCode = "409", description = "The version was withdrawn")
  @APIResponse(responseCode = "422", description = "It is not what its publisher signed")
  @APIResponse(responseCode = "503", description = "The catalog does not answer")
  public Response fetch(
      @Context SecurityContext who,
      @PathParam("listing") String id,
      @PathParam("version") String version) {
    Fetched fetched = browsing.fetch(Callers.of(who), id, version);
    return Response.ok(fetched.bytes())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            FileNames.attachment(id + "-" + version + fetched.listing().kind().ending()))
        .build();
  }

  @GET
  @Path("/{listing}/versions/{version}/evidence")
  @Operation(
      summary = "Say what is found out about a version before it is installed",
      description =
          "The package is brought, held against its signature and looked through; nothing of it is"
              + " loaded, and it counts as no download. Of a plugin: signature, licence, bill of"
              + " materials, provenance, what its code would do, and the report of the compatibility"
              + " kit as its publisher signed it. Of a template: what it was made from.")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Evidence.class)))
  @APIResponse(responseCode = "409", description = "The version was withdrawn")
  @APIResponse(responseCode = "422", description = "It is not what its publisher signed")
  @APIResponse(responseCode = "503", description = "The catalog does not answer")
  public Evidence evidence(
      @Context SecurityContext who,
      @PathParam("listing") String id,
      @PathParam("version") String version) {
    return evidences.of(Callers.of(who), id, version);
  }

  @GET
  @Path("/{listing}/downloads")
  @Operation(summary = "Count the downloads of a listing by version and day")
  @APIResponse(
      responseCode = "200",
      description = "As asked for",
      content = @Content(schema = @Schema(implementation = Downloads.class)))
  public Downloads downloads(
      @Context SecurityContext who,
      @PathParam("listing") String id,
      @Parameter(description = "Up to now, 1 to 366; else 30") @QueryParam("days")
          @Nullable String days) {
    return new Downloads(
        browsing.statistics(Callers.of(who), id, Parameters.number("days", days, 30, 1, 366)));
  }
}
