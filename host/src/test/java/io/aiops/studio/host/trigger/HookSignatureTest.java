package io.aiops.studio.host.trigger;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aiops.studio.host.trigger.HookService.Delivery;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HookSignatureTest {

  /** The example of the standard itself. */
  private static final byte[] KEY = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

  private static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  private static final String AT = "1614265330";
  private static final String BODY = "{\"test\": 2432232314}";
  private static final String FITS = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

  private static void check(String id, String at, String signatures, String body, long now) {
    HookSignature.check(
        KEY,
        new Delivery(id, at, signatures, true, body.getBytes(StandardCharsets.UTF_8)),
        Instant.ofEpochSecond(now));
  }

  @ParameterizedTest
  @CsvSource({"0", "300", "-300"})
  void the_standards_example_fits_within_five_minutes(long off) {
    assertThatCode(() -> check(ID, AT, FITS, BODY, 1614265330 + off)).doesNotThrowAnyException();
  }

  @Test
  void one_of_several_signatures_is_enough() {
    assertThatCode(() -> check(ID, AT, "v1,AAAA v2,x " + FITS, BODY, 1614265330))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "another id     | msg_2                        | 1614265330 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0",
        "another time   | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265331 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0",
        "too late       | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 301",
        "too early      | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 | v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | -301",
        "other version  | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 | v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= | 0",
        "no base64      | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 | v1,!!! | 0",
        "empty          | msg_p5jXN8AQM9LWM0D4loKWxJek | 1614265330 | v1, | 0",
        "no number      | msg_p5jXN8AQM9LWM0D4loKWxJek | now        | v1,AAAA | 0",
        "blank in id    | msg p5                       | 1614265330 | v1,AAAA | 0",
      })
  void anything_else_does_not(String why, String id, String at, String signature, long off) {
    assertThatThrownBy(() -> check(id, at, signature, BODY, 1614265330 + off))
        .as(why)
        .isInstanceOf(HookRefusedException.class);
  }

  @Test
  void another_body_does_not_fit() {
    assertThatThrownBy(() -> check(ID, AT, FITS, BODY + " ", 1614265330))
        .isInstanceOf(HookRefusedException.class);
  }
}
