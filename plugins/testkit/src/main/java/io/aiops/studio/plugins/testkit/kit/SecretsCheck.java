package io.aiops.studio.plugins.testkit.kit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A canary in each secret setting; it must be in nothing that leaves the plugin. */
final class SecretsCheck {

  private static final String CANARY = "canary-7f3a9b52e1d84c60";

  /** Shorter ones are found in places where they are not meant. */
  private static final int SHORTEST = 8;

  private final Subject subject;
  private final Supplier<String> printed;
  private int looked;

  private SecretsCheck(Subject subject, Supplier<String> printed) {
    this.subject = subject;
    this.printed = printed;
  }

  /**
   * @param printed all that was written to standard output, errors and logs so far
   */
  static Finding of(Subject subject, Probes probes, Supplier<String> printed) {
    SecretsCheck check = new SecretsCheck(subject, printed);
    probes.working().forEach(check::look);
    probes.failing().forEach(check::look);
    return check.looked == 0
        ? Finding.notApplicable(Check.SECRETS, "none of its settings is a secret (writeOnly)")
        : Finding.pass(
            Check.SECRETS,
            check.looked + " calls with a secret; it is in no output, message, file or log");
  }

  private void look(Probe probe) {
    List<String> names = secrets(probe.offer());
    if (names.isEmpty()) {
      return;
    }
    Map<String, @Nullable Object> settings = new LinkedHashMap<>(probe.settings());
    List<String> canaries = new ArrayList<>();
    // A sample's own secret is what the other side expects; it is as good a canary.
    for (String name : names) {
      if (settings.get(name) instanceof String given && given.length() >= SHORTEST) {
        canaries.add(given);
      }
    }
    if (canaries.isEmpty()) {
      names.forEach(name -> settings.put(name, canary(probe.offer(), name)));
      canaries.add(CANARY);
    }
    Outcome outcome = probe.with(settings).run(subject);
    for (String canary : canaries) {
      without(canary, probe, outcome);
    }
    looked++;
  }

  private void without(String canary, Probe probe, Outcome outcome) {
    for (String form :
        List.of(
            canary, Base64.getEncoder().encodeToString(canary.getBytes(StandardCharsets.UTF_8)))) {
      Map<String, String> places = new LinkedHashMap<>();
      places.put("what it gave", String.valueOf(outcome.value()));
      places.put("what it threw", outcome.trace());
      places.put("its progress", String.valueOf(outcome.context().progress()));
      places.put("what it asked the model", String.valueOf(outcome.context().requests()));
      places.put("its tool calls", String.valueOf(outcome.context().calls()));
      places.put("its files", outcome.context().saved());
      places.put("what it printed or logged", printed.get());
      places.forEach((place, text) -> {
        if (text.contains(form)) {
          throw new AssertionError("A secret of %s is in %s.".formatted(probe.what(), place));
        }
      });
    }
  }

  private static Object canary(Offer offer, String name) {
    Map<String, @Nullable Object> property =
        Guess.map(Guess.map(offer.settings().get("properties")).get(name));
    return "object".equals(property.get("type")) ? Map.of("X-Canary", CANARY) : CANARY;
  }

  private static List<String> secrets(Offer offer) {
    List<String> names = new ArrayList<>();
    Guess.map(offer.settings().get("properties"))
        .forEach((name, property) -> {
          if (Boolean.TRUE.equals(Guess.map(property).get("writeOnly"))) {
            names.add(name);
          }
        });
    return names;
  }
}
