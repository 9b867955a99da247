package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.Tool;
import io.aiops.studio.plugins.testkit.JsonLike;
import io.aiops.studio.plugins.testkit.RecordingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/** It is what it says, and its samples work. */
final class ContractCheck {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");

  private ContractCheck() {}

  static Finding of(Subject subject, Probes probes, Samples samples) {
    identity(subject);
    for (String key : samples.all().keySet()) {
      if (subject.offers().stream().noneMatch(offer -> offer.key().equals(key))) {
        throw new AssertionError("It has samples for '" + key + "', which it does not offer.");
      }
    }
    int worked = 0;
    for (Offer offer : subject.offers()) {
      named(offer.key(), offer.name(), offer.title());
      if (offer.kind() == Offer.Kind.CONNECTOR) {
        tools(offer);
      }
      if (offer.kind() == Offer.Kind.MODEL) {
        models(subject, offer, samples.of(offer.key()));
      }
      worked += worked(subject, offer, probes);
    }
    return Finding.pass(
        Check.CONTRACT,
        "offers %s; %d calls worked"
            .formatted(
                String.join(", ", subject.offers().stream().map(Offer::key).toList()), worked));
  }

  private static void identity(Subject subject) {
    for (String header : List.of("Bundle-SymbolicName", "Bundle-Name", "Bundle-Description")) {
      String value = subject.bundle().getHeaders().get(header);
      if (value == null || value.isBlank()) {
        throw new AssertionError("Its manifest has no " + header + ".");
      }
    }
    if (subject.bundle().getVersion().equals(Version.emptyVersion)) {
      throw new AssertionError("Its manifest has no Bundle-Version other than 0.0.0.");
    }
  }

  private static void named(String what, String name, String title) {
    if (!NAME.matcher(name).matches()) {
      throw new AssertionError(
          "The name of " + what + " is not of lower case letters, digits and '-'.");
    }
    if (title.isBlank()) {
      throw new AssertionError(what + " has no title.");
    }
  }

  private static void tools(Offer offer) {
    Set<String> seen = new HashSet<>();
    for (Tool tool : offer.connector().tools()) {
      String what = offer.key() + "/" + tool.name();
      named(what, tool.name(), tool.title());
      if (tool.description().isBlank()) {
        throw new AssertionError(what + " has no description, which models read.");
      }
      if (!seen.add(tool.name())) {
        throw new AssertionError(what + " is there twice.");
      }
    }
    if (seen.isEmpty()) {
      throw new AssertionError(offer.key() + " has no tools.");
    }
  }

  private static void models(Subject subject, Offer offer, Samples.Of samples) {
    RecordingContext context = new RecordingContext().settings(samples.settings());
    Outcome outcome =
        Outcome.of(
            subject.start(
                offer.key() + " models",
                context,
                () -> ((ModelProvider) offer.service()).models(context)));
    if (!outcome.worked()) {
      throw new AssertionError(outcome.failure());
    }
    if (!(outcome.value() instanceof List<?> models) || models.isEmpty()) {
      throw new AssertionError(offer.key() + " lists no models; it gave " + outcome.value() + ".");
    }
  }

  private static int worked(Subject subject, Offer offer, Probes probes) {
    int worked = 0;
    String why = "";
    for (Probe probe : probes.working()) {
      if (probe.offer() != offer) {
        continue;
      }
      Outcome outcome = probe.run(subject);
      if (outcome.worked()) {
        JsonLike.check("What " + probe.what() + " gave", outcome.value());
        worked++;
      } else if (probe.guessed()) {
        why = outcome.failure();
      } else {
        throw new AssertionError(outcome.failure());
      }
    }
    if (worked == 0) {
      throw new AssertionError(
          "Nothing of %s worked with made-up values%s Give samples in %s."
              .formatted(offer.key(), why.isEmpty() ? "." : " (" + why + ").", Samples.PATH));
    }
    return worked;
  }
}
