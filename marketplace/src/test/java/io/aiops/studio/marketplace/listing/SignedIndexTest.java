package io.aiops.studio.marketplace.listing;

import static io.aiops.studio.marketplace.listing.TestListings.NOW;
import static io.aiops.studio.marketplace.listing.TestListings.index;
import static io.aiops.studio.marketplace.listing.TestListings.listing;
import static io.aiops.studio.marketplace.listing.TestListings.plugin;
import static io.aiops.studio.marketplace.listing.TestListings.release;
import static io.aiops.studio.marketplace.listing.TestListings.times;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.trust.Envelope;
import io.aiops.studio.host.trust.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignedIndexTest {

  private static final String TYPE = "application/vnd.aiops.studio.catalog+json";
  private static final SigningKey KEY = SigningKey.create();
  private static final CatalogIndex INDEX =
      index(3, plugin("acme.greeter", "Greeter", "Greets.", "chat"));

  @Test
  void reads_what_it_wrote() {
    byte[] file = SignedIndex.write(INDEX, KEY);
    assertThat(SignedIndex.read(file, KEY.publicKey(), NOW)).isEqualTo(INDEX);
    assertThat(SignedIndex.write(INDEX, KEY)).as("the same index, the same bytes").isEqualTo(file);
  }

  @Test
  void refuses_another_key_and_any_changed_byte() {
    byte[] file = SignedIndex.write(INDEX, KEY);
    assertThatThrownBy(() -> SignedIndex.read(file, SigningKey.create().publicKey(), NOW))
        .hasMessageContaining("another key");
    for (int i = 0; i < file.length; i += 7) {
      byte[] changed = file.clone();
      changed[i] ^= 1;
      assertThatThrownBy(() -> SignedIndex.read(changed, KEY.publicKey(), NOW))
          .isInstanceOf(InvalidException.class);
    }
  }

  @Test
  void refuses_what_was_signed_as_something_else() {
    byte[] other = Envelope.sign("text/plain", payload(), KEY).write();
    assertThatThrownBy(() -> SignedIndex.read(other, KEY.publicKey(), NOW))
        .hasMessageContaining("signed, but as 'text/plain'");
  }

  @Test
  void refuses_an_index_that_has_expired_or_is_of_tomorrow() {
    byte[] file = SignedIndex.write(INDEX, KEY);
    Instant late = INDEX.expiresAt();
    assertThatThrownBy(() -> SignedIndex.read(file, KEY.publicKey(), late))
        .hasMessageContaining("has expired");
    Instant early = NOW.minus(Duration.ofDays(1));
    assertThatThrownBy(() -> SignedIndex.read(file, KEY.publicKey(), early))
        .hasMessageContaining("issuedAt");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"serial\":3 | \"serial\":3,\"more\":1 | more: is no field",
        "\"serial\":3 | \"serial\":3,\"serial\":3 | Duplicate",
        "\"serial\":3 | \"serial\":\"3\" | serial",
        "\"serial\":3 | \"serial\":null | serial: is null",
        ",\"serial\":3 | '' | serial",
        "\"serial\":3 | \"serial\": 3 | not written as indexes are",
        "\"title\":\"Greeter\" | \"title\":\"Greeter\",\"colour\":\"red\" | listings[0].colour",
        "\"title\":\"Greeter\" | \"title\":\"\" | listings[0].title: is empty",
        "\"id\":\"acme.greeter\" | \"id\":\"other.greeter\" | listings[0].publisher: does not own",
        "\"kind\":\"PLUGIN\" | \"kind\":\"THEME\" | listings[0].kind",
        "\"kind\":\"PLUGIN\" | \"kind\":0 | listings[0].kind",
        "\"version\":\"1.0.0\" | \"version\":\"1.0\" | not written as 1.2.0",
        "\"size\":1000 | \"size\":-1 | listings[0].releases[0].size",
        "\"stars\":0 | \"stars\":5 | listings[0].stars",
        "\"tags\":[\"chat\"] | \"tags\":[\"chat\",\"chat\"] | have one twice",
        "\"tags\":[\"chat\"] | \"tags\":[\"<b>\"] | listings[0].tags",
        "\"namespaces\":[\"acme\"] | \"namespaces\":[] | does not own",
      })
  void refuses_what_is_signed_but_not_of_the_form(String from, String to, String says) {
    byte[] spoiled = signed(from, to);
    assertThatThrownBy(() -> SignedIndex.read(spoiled, KEY.publicKey(), NOW))
        .isInstanceOf(InvalidException.class)
        .hasMessageContaining(says);
  }

  @Test
  void bounds_texts_and_numbers_of_things() {
    assertThatThrownBy(() -> SignedIndex.write(index(1, plugin("acme.a", "x".repeat(81), "")), KEY))
        .hasMessageContaining("listings[0].title: has 81 characters; at most 80");
    assertThatThrownBy(() -> SignedIndex.write(index(1, plugin("acme.a", "a\u202Eb", "")), KEY))
        .hasMessageContaining("direction of writing");
    Listing many = listing("acme.a", "A", "", List.of(), times(201, release("1.0.0")));
    assertThatThrownBy(() -> SignedIndex.write(index(1, many), KEY))
        .hasMessageContaining("are 201; at most 200");
    Listing[] lots = times(5_001, plugin("acme.a", "A", "")).toArray(Listing[]::new);
    assertThatThrownBy(() -> SignedIndex.write(index(1, lots), KEY))
        .hasMessageContaining("are 5001; at most 5000");
    Listing older =
        listing("acme.a", "A", "", List.of(), List.of(release("1.0.0"), release("1.1.0")));
    assertThatThrownBy(() -> SignedIndex.write(index(1, older), KEY))
        .hasMessageContaining("from the newest version to the oldest");
  }

  private static byte[] signed(String from, String to) {
    String good = new String(payload(), StandardCharsets.UTF_8);
    assertThat(good).contains(from);
    return Envelope.sign(TYPE, good.replace(from, to).getBytes(StandardCharsets.UTF_8), KEY)
        .write();
  }

  private static byte[] payload() {
    byte[] file = SignedIndex.write(INDEX, KEY);
    return Envelope.read("index", file, SignedIndex.LARGEST).payload();
  }
}
