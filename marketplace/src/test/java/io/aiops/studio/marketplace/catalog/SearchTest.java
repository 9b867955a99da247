package io.aiops.studio.marketplace.catalog;

import static io.aiops.studio.marketplace.listing.TestListings.listing;
import static io.aiops.studio.marketplace.listing.TestListings.plugin;
import static io.aiops.studio.marketplace.listing.TestListings.release;
import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.marketplace.catalog.Search.Query;
import io.aiops.studio.marketplace.catalog.Search.Sort;
import io.aiops.studio.marketplace.listing.Kind;
import io.aiops.studio.marketplace.listing.Listing;
import io.aiops.studio.marketplace.listing.Release;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchTest {

  private static final List<Listing> LISTINGS =
      List.of(
          plugin("acme.kafka", "Kafka connector", "Reads and writes topics.", "messaging"),
          plugin("acme.slack", "Slack", "Sends messages to channels.", "chat", "messaging"),
          plugin("acme.teams", "Teams", "Like Slack, for Teams.", "chat"),
          plugin("acme.postgres", "PostgreSQL", "Queries a PostgreSQL database.", "sql"),
          plugin("acme.mysql", "MySQL", "Queries a MySQL database.", "sql"),
          plugin("acme.summary", "Résumé writer", "Summarises long texts.", "text"),
          plugin("acme.sentiment", "Sentiment", "Tells how texts sound.", "text"),
          plugin("acme.translator", "Translator", "Translates texts.", "text"));

  private static List<String> found(Query query) {
    return Search.in(offers(LISTINGS), query).offers().stream()
        .map(offer -> offer.listing().id().substring("acme.".length()))
        .toList();
  }

  private static List<Offer> offers(List<Listing> listings) {
    return listings.stream().map(listing -> new Offer("own", listing)).toList();
  }

  private static Query words(String words) {
    return new Query(words, null, null, null, null, false, Sort.RELEVANCE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kafka | kafka",
        "KAFKA | kafka",
        "acme.kafka | kafka",
        "kafak | kafka",
        "kafkaa | kafka",
        "kfka | kafka",
        "kafakk | kafka",
        "slakc | slack",
        "postgers | postgres",
        "postgrsql | postgres",
        "databse postgre | postgres",
        "resume | summary",
        "sentimnt | sentiment",
        "transaltor | translator",
        "tranlsate | translator",
        "trans | translator",
        "text summary | summary",
        "chat messaging | slack",
      })
  void finds_what_is_meant_first(String words, String expected) {
    assertThat(found(words(words))).first().isEqualTo(expected);
  }

  @Test
  void puts_what_is_named_so_before_what_only_speaks_of_it() {
    assertThat(found(words("slack"))).containsExactly("slack", "teams");
    assertThat(found(words("sql database"))).containsExactlyInAnyOrder("postgres", "mysql");
  }

  @ParameterizedTest
  @CsvSource({"zzzz", "kafka slack", "xq", "kotlin", "tooth"})
  void finds_nothing_where_nothing_fits(String words) {
    assertThat(found(words(words))).isEmpty();
  }

  @Test
  void a_short_beginning_is_not_taken_for_what_was_typed() {
    assertThat(Relevance.within("parott", "parrot", 2)).isTrue();
    assertThat(Relevance.within("parott", "pattern", 2)).isFalse();
    assertThat(Relevance.within("kafkaxx", "kafka", 2)).isTrue();
    assertThat(Relevance.within("kafkaxx", "kaf", 2)).isFalse();
  }

  @Test
  void shows_all_when_nothing_is_asked() {
    assertThat(found(words(""))).hasSize(LISTINGS.size());
    assertThat(found(words(" .,-!\u0000"))).hasSize(LISTINGS.size());
  }

  @Test
  void filters_and_counts() {
    Search.Found texts =
        Search.in(
            offers(LISTINGS),
            new Query("", Kind.PLUGIN, "text", "connectors", "acme", true, Sort.RELEVANCE));
    assertThat(texts.offers()).hasSize(3);
    assertThat(texts.tags()).isEqualTo(Map.of("text", 3));
    assertThat(texts.categories()).isEqualTo(Map.of("connectors", 3));
    assertThat(found(new Query("", Kind.TEMPLATE, null, null, null, false, Sort.NEWEST))).isEmpty();
    assertThat(found(new Query("", null, null, null, "other", false, Sort.NEWEST))).isEmpty();
  }

  @Test
  void knows_what_runs_here() {
    Release later = release("2.0.0");
    Release future =
        new Release("2.0.0", later.file(), 1, "[99.0,100)", Map.of(), "", later.publishedAt(), "");
    List<Offer> offers =
        offers(
            List.of(
                listing("acme.a", "A", "", List.of(), List.of(future)),
                listing("acme.b", "B", "", List.of(), List.of(future, release("1.0.0"))),
                listing(
                    "acme.c",
                    "C",
                    "",
                    List.of(),
                    List.of(release("1.0.0", "a".repeat(64), "bad")))));
    Query compatible = new Query("", null, null, null, null, true, Sort.RELEVANCE);
    assertThat(Search.in(offers, compatible).offers())
        .extracting(offer -> offer.listing().id())
        .containsExactly("acme.b");
  }

  @Test
  void sorts_by_what_people_made_of_it() {
    List<Offer> offers =
        offers(
            List.of(
                plugin("acme.one", "One", "").counted(5, 1, 5),
                plugin("acme.many", "Many", "").counted(10, 100, 470),
                plugin("acme.bad", "Bad", "").counted(90, 50, 60)));
    assertThat(ids(offers, Sort.RATING)).containsExactly("acme.many", "acme.one", "acme.bad");
    assertThat(ids(offers, Sort.DOWNLOADS)).containsExactly("acme.bad", "acme.many", "acme.one");
  }

  private static List<String> ids(List<Offer> offers, Sort sort) {
    return Search.in(offers, new Query("", null, null, null, null, false, sort)).offers().stream()
        .map(offer -> offer.listing().id())
        .toList();
  }

  @Test
  void takes_no_time_among_as_many_as_there_may_be() {
    List<Listing> many = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      many.add(plugin("acme.p" + i, "Connector " + i, "Reads ".repeat(50).strip(), "messaging"));
    }
    String hostile =
        Stream.generate(() -> "connectro").limit(100).reduce("", (a, b) -> a + " " + b);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(30), () -> Search.in(offers(many), words(hostile)));
  }
}
