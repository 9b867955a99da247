package io.aiops.studio.server.isolation;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;

/** At the catalogs: administrators of the first workspace keep them; a review is of its own. */
final class CatalogAttempts {

  private static final String LISTING = "/catalog/listings/{listing}";
  private static final String PUBLISHED = "/catalog/published/{listing}";

  private CatalogAttempts() {}

  static void addTo(Attempts attempts) {
    attempts.shows("/catalog/listings");
    attempts.shows("/catalog/updates");
    attempts.denies("GET", "/catalog/installations", Map.of());
    attempts.denies("GET", "/catalog/sources", Map.of());
    attempts.denies("GET", "/catalog/submissions", Map.of());
    attempts.shows("/catalog/key");
    attempts.denies("GET", "/catalog/rules", Map.of());
    attempts.denies("GET", "/catalog/contributors", Map.of());
    attempts.shows("/catalog/index");
    attempts.denies("GET", "/catalog/export", Map.of());
    for (String of :
        List.of(
            "",
            "/readme",
            "/reviews",
            "/comments",
            "/pictures/{sha256}",
            "/versions/{version}/package",
            "/versions/{version}/evidence")) {
      attempts.add(
          "GET " + LISTING + of,
          (mine, theirs) -> mine.api().get(theirs.path(LISTING + of)).problem(404));
    }
    attempts.denies("GET", LISTING + "/downloads", Map.of());
    attempts.add(
        "PUT " + LISTING + "/reviews/mine",
        (mine, theirs) ->
            mine.api()
                .put(
                    theirs.path(LISTING + "/reviews/mine"),
                    Map.of("stars", 1, "words", theirs.secret()))
                .problem(404));
    attempts.keeps(LISTING + "/reviews/mine");
    attempts.denies("DELETE", PUBLISHED + "/deprecation", Map.of());
    attempts.denies("DELETE", "/catalog/sources/{name}", Map.of());
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
    attempts.denies("POST", PUBLISHED + "/versions/{version}/yank", Map.of("reason", "none"));
    attempts.denies("POST", PUBLISHED + "/versions/{version}/unyank", Map.of());
    attempts.denies("PUT", PUBLISHED + "/deprecation", Map.of("reason", "none", "successor", ""));
    attempts.add(
        "POST /catalog/submissions",
        (mine, theirs) ->
            Attempts.first(
                mine.api()
                    .send(
                        "POST",
                        "/catalog/submissions",
                        "application/octet-stream",
                        BodyPublishers.ofString("no package"))));
    attempts.add(
        "POST /catalog/evidence",
        (mine, theirs) ->
            Attempts.first(
                mine.api()
                    .send(
                        "POST",
                        "/catalog/evidence",
                        "application/octet-stream",
                        BodyPublishers.ofString("no package"))));
    attempts.denies("GET", "/catalog/submissions/{id}", Map.of());
    attempts.denies(
        "PUT",
        "/catalog/submissions/{id}/about",
        Map.of("notes", "", "tags", List.of(), "categories", List.of()));
    attempts.denies("POST", "/catalog/installations", Map.of("listing", "none"));
    attempts.denies("GET", "/catalog/installations/{id}", Map.of());
    attempts.denies("POST", "/catalog/installations/{id}/consent", Map.of("token", "none"));
    attempts.denies("POST", "/catalog/installations/{id}/cancel", Map.of());
    attempts.denies("POST", "/catalog/submissions/{id}/publish", Map.of());
    attempts.denies("POST", "/catalog/submissions/{id}/reject", Map.of("reason", "none"));
    attempts.denies(
        "PUT",
        "/catalog/sources/{name}",
        Map.of("position", 1, "kind", "FOLDER", "location", "nowhere", "indexKey", "none"));
    attempts.add(
        "PUT /catalog/contributors/{namespace}/{user}",
        (mine, theirs) ->
            Attempts.first(
                mine.api().put("/catalog/contributors/none/" + theirs.userId(), Map.of())));
    attempts.add(
        "DELETE /catalog/contributors/{namespace}/{user}",
        (mine, theirs) ->
            Attempts.first(mine.api().delete("/catalog/contributors/none/" + theirs.userId())));
    attempts.denies("PUT", "/catalog/rules", Map.of("open", false, "fourEyes", false));
  }
}
