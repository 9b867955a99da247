package io.aiops.studio.host.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeTest {

  private static final Ed25519Key ACME = new Ed25519Key(Draft.text(Draft.ACME));
  private static final String SPKI = "302a300506032b6570032100";

  private static byte[] good() {
    return Draft.envelope("text/plain", utf8("{\"a\":1}"), Draft.ACME).write();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean accepted(byte[] json) {
    try {
      return Envelope.read("it", json).signedWith(ACME);
    } catch (InvalidException e) {
      return false;
    }
  }

  /** RFC 8032, 7.1, test 2. */
  @Test
  void a_signature_of_the_standard_is_good() {
    Ed25519Key key =
        Ed25519Key.read(
            "key",
            Base64.getEncoder()
                .encodeToString(
                    HexFormat.of()
                        .parseHex(
                            SPKI
                                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")));
    byte[] signature =
        HexFormat.of()
            .parseHex(
                "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                    + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertThat(key.verifies(new byte[] {0x72}, signature)).isTrue();
    assertThat(key.verifies(new byte[] {0x73}, signature)).isFalse();
    assertThat(key.verifies(new byte[] {0x72}, new byte[64])).isFalse();
    assertThat(key.verifies(new byte[] {0x72}, new byte[3])).isFalse();
  }

  /** DSSE's protocol.md, test vectors. */
  @Test
  void what_is_signed_is_what_dsse_says() {
    assertThat(Envelope.toSign("http://example.com/HelloWorld", utf8("hello world")))
        .asString(StandardCharsets.UTF_8)
        .isEqualTo("DSSEv1 29 http://example.com/HelloWorld 11 hello world");
  }

  @Test
  void comes_back_as_it_was_written() {
    Envelope read = Envelope.read("it", good());
    assertThat(read.type()).isEqualTo("text/plain");
    assertThat(read.payload()).asString(StandardCharsets.UTF_8).isEqualTo("{\"a\":1}");
    assertThat(read.keyId()).isEqualTo(ACME.id());
    assertThat(accepted(good())).isTrue();
  }

  @Test
  void none_of_ten_thousand_changed_envelopes_is_accepted() {
    byte[] good = good();
    Random random = new Random(4);
    for (int i = 0; i < 10_000; i++) {
      byte[] changed = changed(good, random);
      assertThat(!Arrays.equals(changed, good) && accepted(changed))
          .as("change %s: %s", i, new String(changed, StandardCharsets.UTF_8))
          .isFalse();
    }
  }

  @Test
  void no_single_bit_can_be_another() {
    byte[] good = good();
    for (int bit = 0; bit < good.length * 8; bit++) {
      byte[] changed = good.clone();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThat(accepted(changed)).as("bit %s", bit).isFalse();
    }
  }

  /** Some bytes replaced by others of the kind that stand here, put in, left out or exchanged. */
  private static byte[] changed(byte[] good, Random random) {
    byte[] changed = good.clone();
    for (int n = 1 + random.nextInt(3); n > 0; n--) {
      int at = random.nextInt(changed.length);
      byte some = good[random.nextInt(good.length)];
      switch (random.nextInt(4)) {
        case 0 -> changed[at] = some;
        case 1 -> changed = joined(changed, at, new byte[] {some}, at);
        case 2 -> changed = joined(changed, at, new byte[0], Math.min(at + 1, changed.length));
        default -> {
          int other = random.nextInt(changed.length);
          byte kept = changed[at];
          changed[at] = changed[other];
          changed[other] = kept;
        }
      }
    }
    return changed;
  }

  private static byte[] joined(byte[] all, int to, byte[] middle, int from) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(all, 0, to);
    out.writeBytes(middle);
    out.write(all, from, all.length - from);
    return out.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[]}",
        "{\"payloadType\":\"t\",\"payload\":\"?\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"\"}]}",
        "{\"payloadType\":1,\"payload\":\"\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"QR==\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"\"}]}",
        "{\"payloadType\":\"a\",\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"\"},{\"keyid\":\"k\",\"sig\":\"\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"\"}],\"more\":1}",
        "{\"payload\":\"\",\"payloadType\":\"t\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"\"}]}",
        "{\"payloadType\":\"t\",\"payload\":\"\",\"signatures\":[{\"keyid\":\"k\",\"sig\":\"\"}]} "
      })
  void what_is_written_in_another_way_is_not_read(String json) {
    assertThatThrownBy(() -> Envelope.read("statement", utf8(json)))
        .isInstanceOf(InvalidException.class)
        .hasMessageStartingWith("statement: is no envelope");
  }

  @Test
  void more_than_256_KiB_are_not_read() {
    assertThatThrownBy(() -> Envelope.read("statement", new byte[256 * 1024 + 1]))
        .hasMessageContaining("larger than 256 KiB");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no key",
        "MCowBQYDK2VwAyEA",
        "MCowBQYDK2VuAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=",
        "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgx=",
        "MCowBQYDK2VwAyEAPUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw",
        "MCowBQYDK2VwAyEAPUAX w+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="
      })
  void what_is_no_key_or_written_in_another_way_is_refused(String text) {
    assertThatThrownBy(() -> Ed25519Key.read("publicKey", text))
        .isInstanceOf(InvalidException.class)
        .hasMessageStartingWith("publicKey: is no Ed25519 public key");
  }
}
