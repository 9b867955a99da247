package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what must not leave the studio: keys and passwords by the forms that are known of them,
 * and texts in fields whose name says that they hold one. It names places, never values. It finds
 * what people paste, not what they hide.
 */
final class SecretScan {

  private record Form(String what, Pattern pattern) {}

  /** Each is bounded in length, so that no text takes long. */
  private static final List<Form> FORMS =
      List.of(
          form("a private key", "-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----"),
          form("a token of a studio", "\\bast_[A-Za-z0-9_-]{40}"),
          form("an API key", "\\bsk-(?:[a-z]{2,10}-)?[A-Za-z0-9_-]{20}"),
          form("a token of GitHub", "\\b(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_[A-Za-z0-9_]{30})"),
          form("a token of GitLab", "\\bglpat-[A-Za-z0-9_-]{20}"),
          form("a key of AWS", "\\b(?:AKIA|ASIA)[A-Z0-9]{16}\\b"),
          form("a key of Google", "\\bAIza[A-Za-z0-9_-]{35}"),
          form("a token of Slack", "\\bxox[abeoprs]-[A-Za-z0-9-]{10}"),
          form("a key of Stripe", "\\b[rs]k_live_[A-Za-z0-9]{16}"),
          form("a JSON Web Token", "\\beyJ[A-Za-z0-9_-]{10,1000}\\.eyJ[A-Za-z0-9_-]{10}"),
          form(
              "a password in an address",
              "\\b[a-z][a-z0-9+.-]{1,20}://[^\\s/:@\"'{}]{0,100}:[^\\s/@\"'{}]{3,100}@"),
          form(
              "a sign-in",
              "(?i)\\b(?:bearer|basic)\\s{1,3}(?=[A-Za-z0-9+/._~-]{0,200}\\d)[A-Za-z0-9+/._~-]{16}"));

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(?:password|passwd|passphrase|secret|credentials?|api[-_]?key|access[-_]?key"
              + "|private[-_]?key|(?:^|[a-z0-9]*[-_])token|[a-z]Token|authorization|client[-_]?secret)$",
          Pattern.DOTALL);

  /** In the schema of such an input, where a value could stand. */
  private static final List<String> VALUES =
      List.of("default", "const", "example", "examples", "enum");

  private final List<Problem> problems = new ArrayList<>();
  private boolean formsInValues = true;

  /** A text as it is written, and what it says: an escape may stand before a key. */
  static List<Problem> ofSource(String text, Object value) {
    SecretScan scan = new SecretScan();
    scan.lines("", text);
    // What was found as it is written has its line, and is not said twice.
    scan.formsInValues = scan.problems.isEmpty();
    scan.fields("", "", value);
    return scan.problems;
  }

  static List<Problem> ofText(String place, String text) {
    SecretScan scan = new SecretScan();
    scan.lines(place, text);
    return scan.problems;
  }

  /** Of a file that may be no text. */
  static List<Problem> ofBytes(String place, byte[] content) {
    return ofText(place, new String(content, StandardCharsets.ISO_8859_1));
  }

  static List<Problem> ofValue(String place, @Nullable Object value) {
    SecretScan scan = new SecretScan();
    scan.fields(place, "", value);
    return scan.problems;
  }

  private static Form form(String what, String pattern) {
    return new Form(what, Pattern.compile(pattern));
  }

  private void lines(String place, String text) {
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      int line = i + 1;
      found(lines[i])
          .ifPresent(what -> add(place.isEmpty() ? "line " + line : place + " line " + line, what));
    }
  }

  private static Optional<String> found(String text) {
    return FORMS.stream()
        .filter(form -> form.pattern.matcher(text).find())
        .map(Form::what)
        .findFirst();
  }

  private void fields(String path, String key, @Nullable Object value) {
    switch (value) {
      case Map<?, ?> map ->
          map.forEach((name, each) -> {
            // A place must not say what it hides.
            boolean telling = found(String.valueOf(name)).isPresent();
            String at = (path.isEmpty() ? "" : path + ".") + (telling ? "…" : name);
            forms(at, String.valueOf(name));
            if (named(String.valueOf(name)) && each instanceof Map<?, ?> schema) {
              VALUES.forEach(word ->
                  value(at + "." + word, schema.containsKey(word) ? schema.get(word) : null));
            }
            fields(at, String.valueOf(name), each);
          });
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          fields(path + "[" + i + "]", key, list.get(i));
        }
      }
      case String text -> {
        if (named(key)) {
          value(path, text);
        }
        forms(path, text);
      }
      case null, default -> {
        // Numbers and truth values are no secrets.
      }
    }
  }

  private void forms(String path, String text) {
    if (formsInValues) {
      text.lines()
          .map(SecretScan::found)
          .flatMap(Optional::stream)
          .distinct()
          .forEach(what -> add(path, what));
    }
  }

  private static boolean named(String key) {
    return key.length() <= 100 && NAME.matcher(key).matches();
  }

  private void value(String path, @Nullable Object value) {
    if (value instanceof List<?> list) {
      list.forEach(each -> value(path, each));
    } else if (value instanceof String text && !text.isBlank() && !text.contains("{{")) {
      add(path, "a text where its name says a secret");
    }
  }

  private void add(String place, String what) {
    problems.add(
        new Problem(
            place,
            "holds what looks like "
                + what
                + ". Nothing was exported: put it into a connection, or let it be an input without a"
                + " default."));
  }
}
