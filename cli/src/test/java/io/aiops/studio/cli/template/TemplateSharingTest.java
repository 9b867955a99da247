package io.aiops.studio.cli.template;

import static io.aiops.studio.cli.FakeStudio.json;
import static io.aiops.studio.cli.FakeStudio.problem;
import static io.aiops.studio.cli.FakeStudio.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.cli.CommandLineRun;
import io.aiops.studio.cli.FakeStudio;
import io.aiops.studio.cli.server.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A template is signed, published, and taken from a catalog. */
final class TemplateSharingTest {

  private static final String PACKAGE =
      "GET /api/v1/catalog/listings/acme.x/versions/1.2.0/package";
  private static final String INSTALL = "POST /api/v1/templates/install";
  private static final String INSTALLED =
      "{\"workflow\":\"x\",\"version\":1,\"template\":\"acme.x\",\"templateVersion\":\"1.2.0\",\"plugins\":[],\"sample\":{}}";
  private static final String STATEMENT = "statement.dsse.json";

  @TempDir Path folder;
  @AutoClose private final FakeStudio studio = new FakeStudio();

  private CommandLineRun run(String... arguments) {
    return CommandLineRun.of(studio.url(), folder, arguments);
  }

  private Path template() throws IOException {
    Path file = folder.resolve("x.studio-template");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new ZipEntry("template.json"));
      zip.write(
          "{\"id\":\"acme.x\",\"version\":\"1.2.0\",\"title\":\"X\"}"
              .getBytes(StandardCharsets.UTF_8));
      zip.putNextEntry(new ZipEntry("workflow.yaml"));
      zip.write("name: x\n".getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static Map<String, byte[]> entries(Path file) throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    }
    return entries;
  }

  private static JsonNode read(byte[] json) {
    return Json.mapper().readTree(new ByteArrayInputStream(json));
  }

  @Test
  void a_signed_template_has_a_statement_over_each_file_that_the_key_signed() throws Exception {
    Path file = template();
    String key = run("plugin", "key", "acme.key").out().strip();
    CommandLineRun run = run("template", "sign", "x.studio-template", "--key", "acme.key");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("Signed acme.x 1.2.0 with the key ");

    Map<String, byte[]> entries = entries(file);
    assertThat(entries).containsOnlyKeys("template.json", "workflow.yaml", STATEMENT);
    JsonNode envelope = read(entries.get(STATEMENT));
    byte[] payload = Base64.getDecoder().decode(envelope.get("payload").asString());
    assertThat(signedWith(key, envelope, payload)).isTrue();
    JsonNode statement = read(payload);
    assertThat(statement.at("/headers/Template-Id").asString()).isEqualTo("acme.x");
    assertThat(statement.at("/headers/Template-Version").asString()).isEqualTo("1.2.0");
    assertThat(statement.get("files").propertyNames())
        .containsExactlyInAnyOrder("template.json", "workflow.yaml");
    assertThat(statement.at("/files/workflow.yaml").asString())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256").digest(entries.get("workflow.yaml"))));
  }

  /** As DSSE v1 says, with nothing of ours. */
  private static boolean signedWith(String key, JsonNode envelope, byte[] payload)
      throws GeneralSecurityException {
    String type = envelope.get("payloadType").asString();
    Signature signature = Signature.getInstance("Ed25519");
    signature.initVerify(
        KeyFactory.getInstance("Ed25519")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
    signature.update(
        "DSSEv1 %d %s %d "
            .formatted(type.length(), type, payload.length)
            .getBytes(StandardCharsets.UTF_8));
    signature.update(payload);
    return signature.verify(
        Base64.getDecoder().decode(envelope.at("/signatures/0/sig").asString()));
  }

  @Test
  void signing_again_replaces_the_statement_and_leaves_the_original_where_out_says_so()
      throws IOException {
    Path file = template();
    byte[] plain = Files.readAllBytes(file);
    run("plugin", "key", "one.key");
    run("plugin", "key", "two.key");
    String[] sign = {"template", "sign", "x.studio-template", "--key", "one.key", "--out", "1"};
    assertThat(run(sign).code()).isZero();
    assertThat(file).hasBinaryContent(plain);
    assertThat(run("template", "sign", "1", "--key", "two.key", "--out", "2").code()).isZero();
    Map<String, byte[]> first = entries(folder.resolve("1"));
    Map<String, byte[]> second = entries(folder.resolve("2"));
    assertThat(run("template", "sign", "1", "2", "--key", "two.key").err()).contains("/1", "/2");
    assertThat(run("template", "sign", "1", "2", "--key", "one.key", "--out", "3").code())
        .isEqualTo(2);
    assertThat(folder.resolve("3")).doesNotExist();
    assertThat(second).containsOnlyKeys(first.keySet().toArray(String[]::new));
    assertThat(read(second.get(STATEMENT)).at("/signatures/0/keyid").asString())
        .isNotEqualTo(read(first.get(STATEMENT)).at("/signatures/0/keyid").asString());
  }

  @Test
  void what_is_no_template_is_not_signed_and_stays_as_it_is() throws IOException {
    run("plugin", "key", "acme.key");
    Files.writeString(folder.resolve("notes.txt"), "no zip");
    CommandLineRun run = run("template", "sign", "notes.txt", "--key", "acme.key");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("That is no template: it has no template.json.");
    assertThat(folder.resolve("notes.txt")).hasContent("no zip");
    assertThat(run("template", "sign", "none", "--key", "acme.key").err())
        .contains("none cannot be signed");
    assertThat(run("template", "sign", "notes.txt", "--key", "none.key").code()).isEqualTo(2);
    assertThat(run("template", "sign", "notes.txt").code()).isEqualTo(2);
  }

  @Test
  void publishing_submits_the_bytes_with_what_is_said_of_them_and_decides_if_asked_to()
      throws IOException {
    Path file = template();
    Files.writeString(folder.resolve("news.md"), "Faster.\n");
    String submission =
        "{\"id\":\"s1\",\"listing\":\"acme.x\",\"version\":\"1.2.0\",\"shown\":{\"findings\":[\"opens sockets\"]}}";
    studio
        .on("POST /api/v1/catalog/submissions", json(201, submission))
        .on("PUT /api/v1/catalog/submissions/s1/about", json(200, submission))
        .on("POST /api/v1/catalog/submissions/s1/publish", json(200, submission));
    CommandLineRun run =
        run(
            "template",
            "publish",
            "x.studio-template",
            "--notes",
            "news.md",
            "--tag",
            "logs",
            "--category",
            "triage",
            "--approve");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err())
        .contains("Submitted acme.x 1.2.0: s1.", "opens sockets", "Published acme.x 1.2.0: s1.");
    FakeStudio.Request sent = studio.requests("POST /api/v1/catalog/submissions").getFirst();
    assertThat(sent.body()).isEqualTo(Files.readAllBytes(file));
    assertThat(sent.path()).endsWith("?name=x.studio-template");
    JsonNode about = studio.requests("PUT /api/v1/catalog/submissions/s1/about").getFirst().json();
    assertThat(about.toString()).contains("\"notes\":\"Faster.\\n\"", "[\"logs\"]", "[\"triage\"]");
  }

  @Test
  void what_the_catalog_refuses_is_said_and_nothing_is_published() throws IOException {
    template();
    studio.on(
        "POST /api/v1/catalog/submissions",
        problem(
            422,
            "{\"status\":422,\"detail\":\"No.\",\"problems\":[{\"path\":\"x\",\"message\":\"is not signed\"}]}"));
    CommandLineRun run = run("template", "publish", "x.studio-template", "--approve");
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).contains("x: is not signed");
    assertThat(studio.requests()).hasSize(1);
    assertThat(run("template", "publish", "none").code()).isEqualTo(2);
  }

  @Test
  void a_listing_is_fetched_in_the_version_that_is_named_and_installed_as_it_is() {
    studio
        .on(PACKAGE, text(200, "application/octet-stream", "the package"))
        .on(INSTALL, json(201, INSTALLED));
    CommandLineRun run = run("template", "install", "acme.x@1.2.0", "--name", "mine");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.err()).contains("Installed acme.x 1.2.0 as x, version 1.");
    FakeStudio.Request sent = studio.requests(INSTALL).getFirst();
    assertThat(sent.text()).isEqualTo("the package");
    assertThat(sent.path()).endsWith("?name=mine");
    assertThat(studio.requests()).hasSize(2);
  }

  @Test
  void without_a_version_it_is_the_one_that_runs_on_this_server() {
    studio
        .on("GET /api/v1/catalog/listings/acme.x", json(200, "{\"version\":\"1.2.0\"}"))
        .on("GET /api/v1/catalog/listings/acme.new", json(200, "{\"version\":null}"))
        .on(PACKAGE, text(200, "application/octet-stream", "the package"))
        .on(INSTALL, json(201, INSTALLED));
    assertThat(run("template", "install", "acme.x").code()).isZero();
    assertThat(studio.requests(INSTALL).getFirst().text()).isEqualTo("the package");
    CommandLineRun none = run("template", "install", "acme.new");
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.err()).contains("No version of acme.new runs on this server.");
    assertThat(studio.requests(INSTALL)).hasSize(1);
  }

  @Test
  void what_is_neither_a_file_nor_a_listing_asks_no_server() {
    for (String what : new String[] {"Acme X", "acme.x@latest", "acme.x.studio-template"}) {
      CommandLineRun run = run("template", "install", what);
      assertThat(run.code()).as(what).isEqualTo(2);
      assertThat(run.err()).contains("There is no file " + what + ".");
    }
    assertThat(studio.requests()).isEmpty();
  }
}
