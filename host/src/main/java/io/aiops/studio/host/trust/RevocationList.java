package io.aiops.studio.host.trust;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * What must not serve any more, whole: what a later list does not name any more is not revoked any
 * more, except that keys which a studio itself revoked stay so.
 *
 * @param serial counts up; a studio takes no list with a smaller one
 * @param issuedAt when, as the issuer says
 */
public record RevocationList(long serial, Instant issuedAt, List<Revoked> revoked) {

  static final String TYPE = "application/vnd.aiops.studio.revocations+json";

  private static final int FORMAT = 1;
  private static final int MOST = 10_000;
  private static final int LONGEST_REASON = 300;

  /**
   * A version of a plugin by its name and version, a jar by its SHA-256, or all that a key signed:
   * one of the three is given.
   *
   * @param reason a sentence
   */
  public record Revoked(
      @Nullable String name,
      @Nullable String version,
      @Nullable String sha256,
      @Nullable String key,
      String reason) {

    boolean covers(String ofName, String ofVersion, String ofJar, @Nullable String ofKey) {
      return key != null && key.equals(ofKey)
          || sha256 != null && sha256.equals(ofJar)
          || name != null
              && name.equalsIgnoreCase(ofName)
              && version != null
              && version.equals(ofVersion);
    }

    private boolean wellFormed() {
      int given =
          (name != null && version != null ? 1 : 0)
              + (sha256 != null ? 1 : 0)
              + (key != null ? 1 : 0);
      return given == 1
          && (name == null) == (version == null)
          && !reason.isBlank()
          && reason.length() <= LONGEST_REASON
          && reason.chars().noneMatch(Character::isISOControl);
    }

    private Map<String, Object> fields() {
      Map<String, Object> fields = new TreeMap<>();
      put(fields, "name", name);
      put(fields, "version", version);
      put(fields, "sha256", sha256);
      put(fields, "key", key);
      fields.put("reason", reason);
      return fields;
    }

    private static void put(Map<String, Object> fields, String field, @Nullable String value) {
      if (value != null) {
        fields.put(field, value);
      }
    }
  }

  public RevocationList {
    revoked = List.copyOf(revoked);
  }

  /**
   * @throws InvalidException if it is not written as {@link #write} does
   */
  static RevocationList read(byte[] payload) {
    try {
      Map<?, ?> fields =
          Json.parse(payload, Object.class) instanceof Map<?, ?> map ? map : Map.of();
      List<Revoked> revoked = new ArrayList<>();
      if (fields.get("revoked") instanceof List<?> all) {
        all.forEach(one -> revoked.add(entry(one instanceof Map<?, ?> map ? map : Map.of())));
      }
      RevocationList list =
          new RevocationList(
              fields.get("serial") instanceof Number number ? number.longValue() : -1,
              Instant.parse(String.valueOf(fields.get("issuedAt"))),
              revoked);
      if (list.serial > 0
          && revoked.size() <= MOST
          && revoked.stream().allMatch(Revoked::wellFormed)
          && Arrays.equals(list.write(), payload)) {
        return list;
      }
    } catch (JacksonException | DateTimeException e) {
      InvalidException refused = refused();
      refused.initCause(e);
      throw refused;
    }
    throw refused();
  }

  private static Revoked entry(Map<?, ?> fields) {
    return new Revoked(
        text(fields, "name"),
        text(fields, "version"),
        text(fields, "sha256"),
        text(fields, "key"),
        fields.get("reason") instanceof String reason ? reason : "");
  }

  private static @Nullable String text(Map<?, ?> fields, String name) {
    return fields.get(name) instanceof String text ? text : null;
  }

  private static InvalidException refused() {
    return new InvalidException(
        "payload",
        "is no list of revocations of format 1: format, issuedAt, revoked and a serial from 1, in"
            + " compact JSON with sorted keys; each of at most 10,000 entries with a reason, and"
            + " with name and version, or sha256, or key.");
  }

  byte[] write() {
    return Json.canonical(
        Map.of(
            "format",
            FORMAT,
            "serial",
            serial,
            "issuedAt",
            issuedAt.toString(),
            "revoked",
            revoked.stream().map(Revoked::fields).toList()));
  }
}
