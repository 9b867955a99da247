package io.aiops.studio.cli.catalog;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogCommandTest {

  private static final String HIT =
      "{\"id\":\"acme.greeter\",\"version\":\"1.2.0\",\"publisherName\":\"Acme\",\"catalog\":\"own\",\"summary\":\"Greets.\",\"deprecated\":\"%s\"}";
  private static final String STATE =
      "{\"source\":{\"name\":\"public\",\"position\":2,\"kind\":\"SERVER\",\"location\":\"https://x/\"},\"listings\":3,\"problem\":%s}";
  private static final String SUBMISSION =
      "{\"id\":\"7\",\"listing\":\"acme.greeter\",\"version\":\"1.2.0\",\"shown\":{\"findings\":[\"It opens a socket.\"]}}";

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  @Test
  void what_is_found_is_listed() {
    studio.on(
        "GET /api/v1/catalog/listings",
        json(200, "{\"items\":[" + HIT.formatted("") + "," + HIT.formatted("Not kept.") + "]}"));
    CommandLineRun run = run("catalog", "search", "greting", "people", "--tag", "chat");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("acme.greeter", "1.2.0", "Greets.", "deprecated: Not kept.");
    assertThat(studio.requests().getFirst().path()).contains("q=greting%20people", "tag=chat");
  }

  @Test
  void a_catalog_is_entered_and_what_came_of_it_is_said() {
    studio
        .on("PUT /api/v1/catalog/sources/public", json(200, STATE.formatted("null")))
        .on("PUT /api/v1/catalog/sources/public", json(200, STATE.formatted("\"It is away.\"")));
    CommandLineRun run =
        run(
            "catalog",
            "add",
            "public",
            "https://x/",
            "--kind",
            "server",
            "--key",
            "k",
            "--position",
            "2");
    assertThat(run.code()).isZero();
    assertThat(run.err()).isEqualTo("Entered public: 3 listings.\n");
    assertThat(
            run(
                    "catalog",
                    "add",
                    "public",
                    "https://x/",
                    "--kind",
                    "server",
                    "--key",
                    "k",
                    "--position",
                    "2")
                .code())
        .isEqualTo(1);
  }

  @Test
  void a_package_is_submitted_described_and_published() throws IOException {
    Files.write(folder.resolve("greeter.studio"), new byte[] {1, 2});
    Files.writeString(folder.resolve("news.md"), "**New.**");
    studio
        .on("POST /api/v1/catalog/submissions", json(201, SUBMISSION))
        .on("PUT /api/v1/catalog/submissions/7/about", json(200, SUBMISSION))
        .on("POST /api/v1/catalog/submissions/7/publish", json(200, SUBMISSION));
    CommandLineRun run =
        run(
            "plugin",
            "publish",
            "greeter.studio",
            "--notes",
            "news.md",
            "--tag",
            "chat",
            "--approve");
    assertThat(run.code()).isZero();
    assertThat(run.err())
        .contains("Submitted acme.greeter 1.2.0", "It opens a socket.", "Published acme.greeter");
    assertThat(studio.requests().getFirst().body()).containsExactly(1, 2);
    assertThat(new String(studio.requests().get(1).body(), StandardCharsets.UTF_8))
        .contains("\"**New.**\"", "\"chat\"");
  }

  @Test
  void a_package_that_is_refused_is_not_described() throws IOException {
    Files.write(folder.resolve("greeter.studio"), new byte[] {1});
    studio.on(
        "POST /api/v1/catalog/submissions",
        problem(409, "{\"status\":409,\"detail\":\"Version 1.2.0 is there already.\"}"));
    CommandLineRun run = run("plugin", "publish", "greeter.studio");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("is there already");
    assertThat(studio.requests()).hasSize(1);
  }

  @Test
  void what_is_found_in_a_version_is_said_before_it_is_installed() {
    studio
        .on("GET /api/v1/catalog/listings/acme.greeter", json(200, "{\"version\":\"1.2.0\"}"))
        .on(
            "GET /api/v1/catalog/listings/acme.greeter/versions/1.2.0/evidence",
            json(
                200,
                """
                {"judgement":{"trust":{"name":"acme.greeter","version":"1.2.0","signed":"SIGNED",
                  "publisher":"Acme","licence":"MIT","libraries":["gson 2.11.0"]},
                  "code":{"verdict":"TOLD","findings":[{"rule":"network","place":"a.B","what":"Socket"}]}},
                 "compatibility":{"checks":[{"check":"secrets","verdict":"pass","reason":"None."}]}}\
                """));
    assertThat(run("catalog", "evidence", "acme.greeter").out())
        .contains("acme.greeter 1.2.0: SIGNED by Acme, licence MIT, built from nobody says")
        .contains("library gson 2.11.0", "network: a.B has Socket", "kit secrets: pass. None.");
  }

  @Test
  void what_is_found_in_a_file_of_ones_own_is_said() throws IOException {
    Files.write(folder.resolve("greeter.jar"), new byte[] {1, 2});
    studio.on(
        "POST /api/v1/catalog/evidence",
        json(
            200,
            """
            {"judgement":{"trust":{"name":"acme.greeter","version":"1.2.0","signed":"UNSIGNED"},
              "code":{"verdict":"CLEAN","findings":[]}},"compatibility":null}\
            """));
    assertThat(run("catalog", "evidence", "greeter.jar").out())
        .contains("acme.greeter 1.2.0: UNSIGNED by nobody says", "code CLEAN")
        .contains("no report of the compatibility kit");
    assertThat(studio.requests().getFirst().body()).containsExactly(1, 2);
    assertThat(studio.requests().getFirst().path()).contains("name=greeter.jar");
  }

  @Test
  void a_listing_whose_id_ends_like_a_file_is_one_unless_there_is_that_file() {
    studio
        .on("GET /api/v1/catalog/listings/acme.jar", json(200, "{\"version\":\"1.2.0\"}"))
        .on(
            "GET /api/v1/catalog/listings/acme.jar/versions/1.2.0/evidence",
            json(200, "{\"lineage\":[{\"id\":\"acme.other\",\"version\":\"1.0.0\"}]}"))
        .on("GET /api/v1/catalog/listings/none.jar", problem(404, "{\"status\":404}"));
    assertThat(run("catalog", "evidence", "acme.jar").out())
        .contains("acme.jar 1.2.0, a template", "made from acme.other 1.0.0");
    CommandLineRun none = run("catalog", "evidence", "none.jar");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err()).contains("There is no file none.jar, and no listing of that name");
  }

  @Test
  void a_path_that_is_no_file_is_not_asked_of_the_server() {
    for (String path : List.of("target/greter.jar", "./greeter", "a/b@1.0")) {
      CommandLineRun run = run("catalog", "evidence", path);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err()).contains("There is no file " + path + ".");
    }
    assertThat(studio.requests()).isEmpty();
  }

  @Test
  void a_name_like_a_files_that_the_server_does_not_take_is_no_file() {
    studio
        .on("GET /api/v1/catalog/listings/greter.jar", problem(404, "{\"status\":404}"))
        .on("GET /api/v1/catalog/listings/1greter.jar", problem(400, "{\"status\":400}"));
    for (String name : List.of("greter.jar@1.0", "1greter.jar")) {
      CommandLineRun run = run("catalog", "evidence", name);
      assertThat(run.code()).isEqualTo(2);
      assertThat(run.err())
          .contains("There is no file " + name + ", and no listing of that name either.");
    }
  }

  @Test
  void what_is_not_said_of_the_own_catalog_stays_as_it_is() {
    String rules = "{\"open\":false,\"fourEyes\":true}";
    studio
        .on("GET /api/v1/catalog/rules", json(200, rules))
        .on("PUT /api/v1/catalog/rules", json(200, "{\"open\":true,\"fourEyes\":true}"));
    assertThat(run("catalog", "rules").out()).contains("at /catalog/: no", "submitted it: yes");
    assertThat(studio.requests("PUT /api/v1/catalog/rules")).isEmpty();
    assertThat(run("catalog", "rules", "--open").out()).contains("at /catalog/: yes");
    assertThat(studio.requests("PUT /api/v1/catalog/rules").getFirst().json().toString())
        .contains("\"open\":true", "\"fourEyes\":true");
  }

  @Test
  void an_export_replaces_nothing() throws IOException {
    Files.writeString(folder.resolve("catalog.zip"), "mine");
    studio.on("GET /api/v1/catalog/export", json(200, "{}"));
    CommandLineRun run = run("catalog", "export", "catalog.zip");
    assertThat(run.code()).isEqualTo(2);
    assertThat(folder.resolve("catalog.zip")).hasContent("mine");
  }
}
