package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * The catalog that a server gives to anybody, as somebody without an account and without our code
 * reads it.
 *
 * @param url of its folder
 * @param key that its index is signed with, as the server's REST says
 */
record ServedCatalog(String url, String key) {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final String INDEX = "index.dsse.json";

  /** What was seen before it was opened is kept for five seconds. */
  static final Duration SOON = Duration.ofMinutes(1);

  static ServedCatalog of(StudioServer server) {
    return new ServedCatalog(
        server.url() + "/catalog/",
        server.api().get("/catalog/key").expect(200).json().get("indexKey").asString());
  }

  int status() {
    return get(INDEX, "").statusCode();
  }

  /** Copies what the index names, as a mirror does, and holds each against what is promised. */
  Path copiedTo(Path folder) throws IOException {
    await().atMost(SOON).until(() -> status() == 200);
    byte[] index = kept(INDEX, "public, max-age=60");
    JsonNode payload = Api.JSON.readTree(signed(Api.JSON.readTree(index)));
    TreeSet<String> hashes = new TreeSet<>();
    payload
        .get("listings")
        .forEach(listing -> {
          listing.get("releases").forEach(release -> hashes.add(release.get("file").asString()));
          hashes.add(listing.get("icon").asString());
          hashes.add(listing.get("readme").asString());
        });
    hashes.remove("");
    assertThat(hashes).as("packages and pictures").hasSizeGreaterThan(1);
    Files.createDirectories(folder.resolve("files"));
    Files.write(folder.resolve(INDEX), index);
    for (String hash : hashes) {
      byte[] content = kept("files/" + hash, "public, max-age=31536000, immutable");
      assertThat(sha256(content)).isEqualTo(hash);
      Files.write(folder.resolve("files").resolve(hash), content);
    }
    assertThat(get("files/" + "0".repeat(64), "").statusCode()).isEqualTo(404);
    return folder;
  }

  /** With a tag, by which whoever has it already is told so without a body. */
  private byte[] kept(String path, String cache) {
    HttpResponse<byte[]> whole = get(path, "");
    assertThat(whole.statusCode()).as(path).isEqualTo(200);
    String tag = whole.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> again = get(path, tag);
    assertThat(again.statusCode()).as(path).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    for (HttpResponse<byte[]> each : List.of(whole, again)) {
      assertThat(each.headers().allValues("Cache-Control")).as(path).containsExactly(cache);
      assertThat(each.headers().firstValue("ETag")).as(path).contains(tag);
      assertThat(each.headers().firstValue("Set-Cookie")).as("anybody's cache").isEmpty();
    }
    return whole.body();
  }

  private HttpResponse<byte[]> get(String path, String known) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofMinutes(1));
    if (!known.isEmpty()) {
      request.header("If-None-Match", known);
    }
    try {
      return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** The payload of a DSSE v1 envelope, if the key has signed it. */
  private byte[] signed(JsonNode envelope) {
    byte[] type = envelope.get("payloadType").asString().getBytes(StandardCharsets.UTF_8);
    byte[] payload = Base64.getDecoder().decode(envelope.get("payload").asString());
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    said.writeBytes(("DSSEv1 " + type.length + " ").getBytes(StandardCharsets.UTF_8));
    said.writeBytes(type);
    said.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
    said.writeBytes(payload);
    try {
      Signature check = Signature.getInstance("Ed25519");
      check.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(key))));
      check.update(said.toByteArray());
      assertThat(
              check.verify(Base64.getDecoder().decode(envelope.at("/signatures/0/sig").asString())))
          .as("the published key has signed the index")
          .isTrue();
      return payload;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("The key or the signature is none", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
