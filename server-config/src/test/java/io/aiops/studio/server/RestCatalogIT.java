package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A package goes from its publisher into the catalog, and out again. */
@ExtendWith(SharedServer.class)
@Timeout(240)
class RestCatalogIT {

  private static final String ID = "com.acme.greeter";
  private static final String LISTING = "/catalog/listings/" + ID;
  private static final String PUBLISHED = "/catalog/published/" + ID;

  private final StudioServer server;
  private final Api api;

  RestCatalogIT(StudioServer server) {
    this.server = server;
    this.api = server.api();
  }

  @AfterEach
  void leave() {
    api.delete("/publishers/com.acme");
  }

  @Test
  void a_package_is_published_found_fetched_reviewed_and_withdrawn() throws IOException {
    String jar = jar(server.data().resolve("greeter.jar")).toString();
    String packed = server.data().resolve("greeter.studio").toString();
    String key = server.data().resolve("acme.key").toString();
    var made = server.runs("plugin", "key", key);
    assertThat(made.code()).as(made.output()).isZero();
    var signed =
        server.runs("plugin", "sign", jar, "--key", key, "--icon", icon(), "--out", packed);
    assertThat(signed.code()).as(signed.output()).isZero();
    assertThat(server.runs("catalog", "evidence", packed).output())
        .contains(ID + " 1.0.0: UNSIGNED", "no report of the compatibility kit");
    var unknown = server.runs("plugin", "publish", packed, "--unchecked");
    assertThat(unknown.code()).isEqualTo(1);
    assertThat(unknown.output()).contains("no known publisher");

    api.post("/publishers", Map.of("namespace", "com.acme", "name", "Acme")).expect(201);
    api.post("/publishers/com.acme/keys", Map.of("publicKey", made.printed().strip())).expect(201);
    var submitted =
        server.runs(
            "plugin", "publish", packed, "--key", key, "--tag", "chat", "--category", "agents");
    assertThat(submitted.code()).as(submitted.output()).isZero();
    JsonNode submission =
        api.get("/catalog/submissions?state=submitted").expect(200).json().at("/items/0");
    assertThat(submission.at("/shown/compatibility/checks").size()).isEqualTo(9);
    assertThat(submission.at("/shown/declares/Studio-Wants").asString()).isEqualTo("model:*");
    api.get(LISTING).problem(404);
    String at = "/catalog/submissions/" + submission.get("id").asString();
    assertThat(api.post(at + "/publish", Map.of()).expect(200).json().get("state").asString())
        .isEqualTo("PUBLISHED");
    api.post(at + "/reject", Map.of("reason", "Too late.")).problem(409);
    assertThat(server.runs("plugin", "publish", packed, "--unchecked").output())
        .contains("is there already");

    found();
    reviewed();
    installed();
    handedOn();
    opened();
    withdrawn();
  }

  private void found() {
    JsonNode found = api.get("/catalog/listings?q=greter&tag=chat").expect(200).json();
    assertThat(found.at("/items/0/id").asString()).isEqualTo(ID);
    assertThat(found.get("total").asInt()).isEqualTo(1);
    assertThat(server.runs("catalog", "search", "greeting").output()).contains(ID, "Acme");
    assertThat(api.get(LISTING).expect(200).json().get("version").asString()).isEqualTo("1.0.0");
    assertThat(api.get(LISTING + "/readme").expect(200).json().get("html").asString()).isEmpty();
    kept();
    api.get("/catalog/updates").expect(200);
  }

  /** A picture never changes under its hash; what people read does. */
  private void kept() {
    Api.Answer listing = api.get(LISTING).expect(200);
    assertThat(cache(listing)).isEqualTo("no-store");
    String icon = listing.json().at("/listing/icon").asString();
    assertThat(cache(api.get(LISTING + "/pictures/" + icon).expect(200)))
        .isEqualTo("private, max-age=86400, immutable");
    Api.Answer none = api.get(LISTING + "/pictures/none");
    none.problem(404);
    assertThat(cache(none)).isEqualTo("no-store");
  }

  private static String cache(Api.Answer answer) {
    return String.join("; ", answer.response().headers().allValues("Cache-Control"));
  }

  private String icon() throws IOException {
    Path icon = server.data().resolve("greeter.png");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", icon.toFile());
    return icon.toString();
  }

  private void reviewed() {
    JsonNode evidence = api.get(LISTING + "/versions/1.0.0/evidence").expect(200).json();
    assertThat(evidence.at("/judgement/trust/signed").asString()).isEqualTo("SIGNED");
    assertThat(evidence.at("/compatibility/checks/0/verdict").asString()).isEqualTo("pass");
    String comment =
        api.post(LISTING + "/comments", Map.of("words", "Does it greet?"))
            .expect(201)
            .json()
            .get("id")
            .asString();
    assertThat(api.get(LISTING + "/comments").expect(200).body()).contains("Does it greet?");
    api.delete(LISTING + "/comments/" + comment).expect(204);
    Map<String, Object> review = Map.of("stars", 5, "words", "Good.");
    api.put(LISTING + "/reviews/mine", review).problem(409);
    api.get(LISTING + "/versions/1.0.0/package").expect(200);
    api.put(LISTING + "/reviews/mine", review).expect(200);
    assertThat(api.get(LISTING).expect(200).json().at("/listing/stars").asInt()).isEqualTo(5);
    assertThat(api.get(LISTING + "/reviews").expect(200).body()).contains("Good.");
    assertThat(api.get(LISTING + "/downloads").expect(200).json().at("/items/0/times").asInt())
        .isEqualTo(1);
    api.delete(LISTING + "/reviews/mine").expect(204);
  }

  private void installed() {
    var asked = server.runs("plugin", "install", ID);
    assertThat(asked.code()).as("nobody is there to be asked").isEqualTo(1);
    assertThat(asked.output()).contains("fetching " + ID + " 1.0.0 from own", "+ model:*");
    assertThat(api.get("/plugins").expect(200).body()).doesNotContain(ID);
    var done = server.runs("plugin", "install", ID + "@1.0.0", "--consent");
    assertThat(done.code()).as(done.output()).isZero();
    assertThat(done.output()).contains("serves.");
    JsonNode newest = api.get("/catalog/installations?limit=1").expect(200).json().at("/items/0");
    assertThat(newest.get("stage").asString()).isEqualTo("DONE");
    String at = "/catalog/installations/" + newest.get("id").asString();
    assertThat(
            api.send(
                    "GET", at, "text/plain", BodyPublishers.noBody(), "Accept", "text/event-stream")
                .expect(200)
                .body())
        .contains("event: installation", "\"stage\":\"DONE\"", "event: end");
    api.post(at + "/cancel", Map.of()).problem(409);
    api.post(at + "/consent", Map.of("token", "none")).problem(409);
    api.delete("/plugins/" + ID).expect(204);
  }

  private void handedOn() {
    String tag =
        api.get("/catalog/index").expect(200).response().headers().firstValue("ETag").orElseThrow();
    api.send(
            "GET",
            "/catalog/index",
            "application/json",
            BodyPublishers.noBody(),
            "If-None-Match",
            tag)
        .expect(304);
    Path archive = server.data().resolve("catalog.zip");
    var exported = server.runs("catalog", "export", archive.toString());
    assertThat(exported.code()).as(exported.output()).isZero();
    String key = api.get("/catalog/key").expect(200).json().get("indexKey").asString();
    assertThat(exported.output()).contains(key);
    enters("usb", archive.toString(), "archive", key);
  }

  /** To anybody: as it is at its address, and as a copy of its files. */
  private void opened() throws IOException {
    ServedCatalog served = ServedCatalog.of(server);
    await().atMost(ServedCatalog.SOON).until(() -> served.status() == 404);
    assertThat(server.runs("catalog", "rules", "--open").code()).isZero();
    Path copy = served.copiedTo(server.data().resolve("mirror"));
    enters("copy", copy.toString(), "folder", served.key());
    enters("afar", served.url(), "server", served.key());
    assertThat(server.runs("catalog", "rules", "--no-open").code()).isZero();
    await().atMost(ServedCatalog.SOON).until(() -> served.status() == 404);
  }

  private void enters(String name, String location, String kind, String key) {
    var added =
        server.runs(
            "catalog", "add", name, location, "--kind", kind, "--key", key, "--position", "7");
    assertThat(added.output()).containsPattern("Entered " + name + ": [1-9]\\d* listings\\.");
    assertThat(server.runs("catalog", "remove", name).code()).isZero();
  }

  private void withdrawn() {
    api.post(PUBLISHED + "/versions/1.0.0/yank", Map.of("reason", "Bad.")).expect(204);
    assertThat(api.get(LISTING + "/versions/1.0.0/package").problem(409).get("detail").asString())
        .contains("was withdrawn: Bad.");
    api.put(PUBLISHED + "/deprecation", Map.of("reason", "Old.", "successor", "")).expect(204);
    assertThat(api.get(LISTING).expect(200).json().at("/listing/deprecated").asString())
        .isEqualTo("Old.");
  }

  /** The echo agent under a name of theirs, and a library of ours in their bill of materials. */
  private static Path jar(Path file) throws IOException {
    byte[] echo = new PluginJars(ID, "1.0.0", "acme-greeter").good();
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(echo))) {
      Manifest manifest = new Manifest(in.getManifest());
      manifest.getMainAttributes().putValue("Bundle-Name", "Greeter");
      manifest.getMainAttributes().putValue("Bundle-Description", "For greeting people.");
      manifest.getMainAttributes().putValue("Studio-Wants", "model:*");
      try (OutputStream out = Files.newOutputStream(file);
          JarOutputStream jar = new JarOutputStream(out, manifest)) {
        for (JarEntry entry = in.getNextJarEntry(); entry != null; entry = in.getNextJarEntry()) {
          jar.putNextEntry(new JarEntry(entry.getName()));
          in.transferTo(jar);
        }
        jar.putNextEntry(new JarEntry("META-INF/maven/org.example/echo/pom.properties"));
        jar.write(
            "groupId=org.example\nartifactId=echo\nversion=1.0.0\n"
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    return file;
  }
}
