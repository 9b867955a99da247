package io.aiops.studio.server.isolation;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/** At the catalogs: every administrator keeps them; a review is of its workspace. */
final class CatalogAttempts {

  private static final String LISTING = "/catalog/listings/{listing}";
  private static final String PUBLISHED = "/catalog/published/{listing}";

  private CatalogAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/catalog/listings");
    attempts.shows("/catalog/updates");
    attempts.shows("/catalog/installations");
    attempts.shows("/catalog/sources");
    attempts.shows("/catalog/submissions");
    attempts.shows("/catalog/key");
    attempts.shows("/catalog/rules");
    attempts.shows("/catalog/contributors");
    attempts.shows("/catalog/index");
    attempts.shows("/catalog/export");
    for (String of :
        List.of(
            "",
            "/readme",
            "/reviews",
            "/comments",
            "/downloads",
            "/pictures/{sha256}",
            "/versions/{version}/package",
            "/versions/{version}/evidence")) {
      attempts.add(
          "GET " + LISTING + of,
          (mine, theirs) -> mine.api().get(theirs.path(LISTING + of)).problem(404));
    }
    attempts.add(
        "PUT " + LISTING + "/reviews/mine",
        (mine, theirs) ->
            mine.api()
                .put(
                    theirs.path(LISTING + "/reviews/mine"),
                    Map.of("stars", 1, "words", theirs.secret()))
                .problem(404));
    attempts.keeps(
        LISTING + "/reviews/mine", PUBLISHED + "/deprecation", "/catalog/sources/{name}");
    attempts.add(
        "POST " + LISTING + "/reviews/{id}/hide",
        (mine, theirs) ->
            mine.api()
                .post(
                    "/catalog/listings/none/reviews/" + theirs.userId() + "/hide",
                    Map.of("reason", "none"))
                .problem(404));
    attempts.add(
        "POST " + LISTING + "/comments",
        (mine, theirs) ->
            mine.api()
                .post(theirs.path(LISTING + "/comments"), Map.of("words", theirs.secret()))
                .problem(404));
    attempts.add(
        "POST " + LISTING + "/comments/{id}/hide",
        (mine, theirs) ->
            mine.api()
                .post(
                    "/catalog/listings/none/comments/" + theirs.userId() + "/hide",
                    Map.of("reason", "none"))
                .problem(404));
    attempts.add(
        "DELETE " + LISTING + "/comments/{id}",
        (mine, theirs) ->
            mine.api().delete("/catalog/listings/none/comments/" + theirs.userId()).problem(404));
    attempts.takesNo(PUBLISHED + "/versions/{version}/yank", Map.of("reason", "none"));
    attempts.takesNo(PUBLISHED + "/versions/{version}/unyank", Map.of());
    attempts.add(
        "PUT " + PUBLISHED + "/deprecation",
        (mine, theirs) ->
            mine.api()
                .put(
                    theirs.path(PUBLISHED + "/deprecation"),
                    Map.of("reason", "none", "successor", ""))
                .problem(404));
    attempts.add(
        "POST /catalog/submissions",
        (mine, theirs) ->
            mine.api()
                .send(
                    "POST",
                    "/catalog/submissions",
                    "application/octet-stream",
                    BodyPublishers.ofString("no package"))
                .problem(422));
    attempts.add(
        "GET /catalog/submissions/{id}",
        (mine, theirs) -> mine.api().get("/catalog/submissions/none").problem(404));
    attempts.add(
        "PUT /catalog/submissions/{id}/about",
        (mine, theirs) ->
            mine.api()
                .put(
                    "/catalog/submissions/none/about",
                    Map.of("notes", "", "tags", List.of(), "categories", List.of()))
                .problem(404));
    attempts.takesNo("/catalog/installations", Map.of("listing", "none"));
    attempts.add(
        "GET /catalog/installations/{id}",
        (mine, theirs) -> mine.api().get("/catalog/installations/none").problem(404));
    attempts.takesNo("/catalog/installations/{id}/consent", Map.of("token", "none"));
    attempts.takesNo("/catalog/installations/{id}/cancel", Map.of());
    attempts.takesNo("/catalog/submissions/{id}/publish", Map.of());
    attempts.takesNo("/catalog/submissions/{id}/reject", Map.of("reason", "none"));
    attempts.add(
        "PUT /catalog/contributors/{namespace}/{user}",
        (mine, theirs) ->
            mine.api().put("/catalog/contributors/none/" + theirs.userId(), Map.of()).problem(404));
    attempts.add(
        "DELETE /catalog/contributors/{namespace}/{user}",
        (mine, theirs) ->
            mine.api().delete("/catalog/contributors/none/" + theirs.userId()).problem(404));
    // It is the studio's, as the catalog is; sent as it is, nothing changes.
    attempts.add(
        "PUT /catalog/rules",
        (mine, theirs) ->
            mine.api().put("/catalog/rules", Map.of("open", false, "fourEyes", false)).expect(200));
    attempts.add(
        "PUT /catalog/sources/{name}",
        (mine, theirs) ->
            mine.api()
                .put(
                    "/catalog/sources/none",
                    Map.of(
                        "position",
                        1,
                        "kind",
                        "FOLDER",
                        "location",
                        "nowhere",
                        "indexKey",
                        theirs.secret()))
                .problem(422));
  }
}
