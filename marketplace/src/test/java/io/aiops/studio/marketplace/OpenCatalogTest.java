package io.aiops.studio.marketplace;

import static io.aiops.studio.marketplace.RunningMarketplace.ADA;
import static io.aiops.studio.marketplace.RunningMarketplace.BEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.aiops.studio.host.identity.AccessDeniedException;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.ConflictException;
import io.aiops.studio.marketplace.catalog.CatalogSource;
import io.aiops.studio.marketplace.listing.SignedIndex;
import io.aiops.studio.marketplace.publishing.OpenCatalog;
import io.aiops.studio.marketplace.publishing.OpenCatalog.Answer;
import io.aiops.studio.marketplace.publishing.Rules;
import io.aiops.studio.marketplace.publishing.Submission;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A studio's own catalog is another's, over HTTP, once it is opened. */
class OpenCatalogTest {

  @TempDir private static Path folder;

  private static RunningMarketplace running;
  private static Marketplace studio;

  @BeforeAll
  static void start() throws IOException {
    running = RunningMarketplace.start(folder.resolve("one"));
    studio = running.marketplace();
  }

  @AfterAll
  static void stop() {
    running.close();
  }

  /** Looks anew each time: the one of the studio keeps for five seconds what it saw. */
  private static Answer get(String path, @Nullable String known) throws IOException {
    List<Answer> answers = new ArrayList<>();
    new OpenCatalog(studio.issuer(), Clock.systemUTC()).get(path, known, answers::add);
    return answers.getFirst();
  }

  @Test
  void nobody_reads_it_before_it_is_opened_and_only_what_it_lists_afterwards() throws IOException {
    Submission kept = running.publish("acme.open", "1.0.0");
    Submission hidden = running.submit("acme.waiting", "1.0.0");
    studio.keeping().rules(ADA, Rules.USUAL);
    assertThat(get(SignedIndex.FILE, null).status()).isEqualTo(404);
    assertThat(get("files/" + kept.shown().file(), null).status()).isEqualTo(404);

    studio.keeping().rules(ADA, new Rules(true, false));
    Answer index = get(SignedIndex.FILE, null);
    assertThat(index.status()).isEqualTo(200);
    assertThat(index.content()).isEqualTo(studio.issuer().index(BEN));
    assertThat(index.cache()).isEqualTo("public, max-age=60");
    assertThat(get(SignedIndex.FILE, "W/\"x\", \"" + index.tag() + "\"").status()).isEqualTo(304);
    Answer file = get("files/" + kept.shown().file(), null);
    assertThat(file.content()).hasSize((int) kept.shown().size());
    assertThat(file.cache()).contains("immutable");
    assertThat(get("files/" + hidden.shown().file(), null).status())
        .as("nobody has let it in")
        .isEqualTo(404);
    for (String path : List.of("", "files/", "files/..", "../" + SignedIndex.FILE, "key")) {
      assertThat(get(path, null).status()).as(path).isEqualTo(404);
    }
    studio.keeping().yank(ADA, "acme.open", "1.0.0", "Bad.");
    assertThat(get("files/" + kept.shown().file(), null).status())
        .as("it was withdrawn")
        .isEqualTo(404);
  }

  @Test
  void another_studio_takes_it_as_a_catalog() throws IOException {
    running.publish("acme.shared", "1.0.0");
    studio.keeping().rules(ADA, new Rules(true, false));
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/catalog/", OpenCatalogTest::serve);
    server.start();
    try (RunningMarketplace second =
        RunningMarketplace.start(Files.createDirectories(folder.resolve("two")))) {
      second
          .marketplace()
          .sources()
          .save(
              ADA,
              "first",
              1,
              CatalogSource.Kind.SERVER,
              "http://127.0.0.1:" + server.getAddress().getPort() + "/catalog/",
              studio.issuer().key(ADA).text());
      assertThat(second.marketplace().browsing().fetch(BEN, "acme.shared", "1.0.0").bytes())
          .isEqualTo(studio.browsing().fetch(BEN, "acme.shared", "1.0.0").bytes());
    } finally {
      server.stop(0);
    }
  }

  /** As the servlet does. */
  private static void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer =
          get(
              exchange.getRequestURI().getPath().substring("/catalog/".length()),
              exchange.getRequestHeaders().getFirst("If-None-Match"));
      exchange.getResponseHeaders().set("ETag", '"' + answer.tag() + '"');
      exchange.sendResponseHeaders(
          answer.status(), answer.content().length == 0 ? -1 : answer.content().length);
      exchange.getResponseBody().write(answer.content());
    }
  }

  @Test
  void with_four_eyes_nobody_publishes_what_they_have_submitted() {
    assertThatThrownBy(() -> studio.keeping().rules(BEN, new Rules(true, true)))
        .isInstanceOf(AccessDeniedException.class);
    Submission submission = running.submit("acme.four-eyes", "1.0.0");
    studio.keeping().rules(ADA, new Rules(false, true));
    assertThatThrownBy(() -> studio.publishing().publish(ADA, submission.id()))
        .isInstanceOf(ConflictException.class)
        .hasMessageContaining("somebody else has to publish it");
    Caller eve = RunningMarketplace.administrator("eve");
    assertThat(studio.publishing().publish(eve, submission.id()).decidedBy()).isEqualTo("eve");
    studio.keeping().rules(ADA, Rules.USUAL);
  }
}
