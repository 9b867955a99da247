package io.aiops.studio.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.server.Api.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is delivered to a trigger from outside, over REST. */
@ExtendWith(SharedServer.class)
class RestWebhooksIT {

  private final StudioServer server;
  private final Api api;

  RestWebhooksIT(StudioServer server) {
    this.server = server;
    this.api = server.api();
  }

  @Test
  void a_signed_delivery_starts_one_execution_and_can_wait_for_its_output() throws Exception {
    String workflow = Greeting.saved(api, "hooked");
    String name = Greeting.fresh("hook");
    JsonNode made =
        api.put(
                "/triggers/" + name,
                Map.of("workflow", workflow, "webhook", Map.of("answerWithinSeconds", 30)))
            .expect(201)
            .json();
    String secret = made.get("secret").asString();
    String id = made.get("id").asString();
    assertThat(api.get("/triggers/" + name).expect(200).body()).doesNotContain(secret);
    Answer answer = deliver(id, secret, "d1", "{\"who\": \"Ada\"}", Instant.now()).expect(200);
    assertThat(answer.json().get("status").asString()).isEqualTo("COMPLETED");
    assertThat(answer.json().at("/output/said").asString()).isEqualTo("Hello Ada");
    String execution = answer.json().get("execution").asString();
    assertThat(answer.response().headers().firstValue("Location").orElseThrow())
        .endsWith("/api/v1/executions/" + execution);
    Answer again = deliver(id, secret, "d1", "{\"who\": \"Ada\"}", Instant.now()).expect(200);
    assertThat(again.json().get("execution").asString()).isEqualTo(execution);
    assertThat(again.json().get("created").asBoolean()).isFalse();
    deliver(id, secret, "d1", "{\"who\": \"Eve\"}", Instant.now()).problem(409);
    deliver(id, secret, "d2", "{\"who\": 7}", Instant.now()).names(422, "inputs.who");
    deliver(id, secret, "d3", "nonsense", Instant.now()).names(422, "body");
    deliver(id, secret, "d4", "{}", Instant.now().minusSeconds(400)).problem(401);
    deliver(id, "whsec_" + "A".repeat(44), "d5", "{}", Instant.now()).problem(401);
    deliver(UUID.randomUUID().toString(), secret, "d6", "{}", Instant.now()).problem(401);
    deliver("nonsense", secret, "d7", "{}", Instant.now()).problem(401);
    deliver(id, secret, "d8", "\"" + "x".repeat(1024 * 1024) + "\"", Instant.now()).problem(413);
    api.as("").post("/hooks/" + id, Map.of()).problem(401);
    JsonNode renewed = api.post("/triggers/" + name + "/secret", Map.of()).expect(200).json();
    deliver(id, secret, "d9", "{\"who\": \"Ada\"}", Instant.now()).problem(401);
    deliver(id, renewed.get("secret").asString(), "d9", "{\"who\": \"Ada\"}", Instant.now())
        .expect(200);
    assertThat(server.log()).doesNotContain(secret, renewed.get("secret").asString());
  }

  private Answer deliver(String hook, String secret, String id, String body, Instant at)
      throws GeneralSecurityException {
    String seconds = "" + at.getEpochSecond();
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    byte[] signature =
        mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
    return api.as("")
        .send(
            "POST",
            "/hooks/" + hook,
            "application/json",
            BodyPublishers.ofString(body),
            "webhook-id",
            id,
            "webhook-timestamp",
            seconds,
            "webhook-signature",
            "v1," + Base64.getEncoder().encodeToString(signature));
  }
}
