package io.aiops.studio.host.trust;

import io.aiops.studio.host.json.Json;
import io.aiops.studio.host.problem.InvalidException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Some bytes and who signed them, in the form of DSSE (github.com/secure-systems-lab/dsse, v1) with
 * one signature. There is one way to write an envelope and no other is read, so that no byte of it
 * can be changed unseen.
 */
public final class Envelope {

  private static final int LARGEST = 256 * 1024;

  private final String type;
  private final byte[] payload;
  private final String keyId;
  private final byte[] signature;

  /**
   * @param type media type of the payload
   * @param keyId as {@link Ed25519Key#id} has it
   */
  Envelope(String type, byte[] payload, String keyId, byte[] signature) {
    this.type = type;
    this.payload = payload.clone();
    this.keyId = keyId;
    this.signature = signature.clone();
  }

  /** Signs it. */
  public static Envelope sign(String type, byte[] payload, SigningKey key) {
    return new Envelope(type, payload, key.publicKey().id(), key.sign(toSign(type, payload)));
  }

  /**
   * @throws InvalidException naming {@code file} if it is not written as {@link #write} does
   */
  static Envelope read(String file, byte[] json) {
    return read(file, json, LARGEST);
  }

  /**
   * @param most how large it may be, in bytes
   * @throws InvalidException naming {@code file} if it is not written as {@link #write} does
   */
  public static Envelope read(String file, byte[] json, int most) {
    if (json.length > most) {
      throw new InvalidException(
          file, "is larger than " + most / 1024 + " KiB, the most it may have.");
    }
    try {
      Map<?, ?> fields = Json.parse(json, Object.class) instanceof Map<?, ?> map ? map : Map.of();
      Map<?, ?> signature =
          fields.get("signatures") instanceof List<?> all
                  && all.size() == 1
                  && all.getFirst() instanceof Map<?, ?> one
              ? one
              : Map.of();
      Envelope envelope =
          new Envelope(
              String.valueOf(fields.get("payloadType")),
              bytes(fields.get("payload")),
              String.valueOf(signature.get("keyid")),
              bytes(signature.get("sig")));
      if (Arrays.equals(envelope.write(), json)) {
        return envelope;
      }
    } catch (JacksonException | IllegalArgumentException e) {
      throw refused(file, e);
    }
    throw refused(file, null);
  }

  private static byte[] bytes(@Nullable Object base64) {
    return Base64.getDecoder().decode(String.valueOf(base64));
  }

  private static InvalidException refused(String file, @Nullable Exception cause) {
    InvalidException refused =
        new InvalidException(
            file,
            "is no envelope as './studio plugin sign' writes it: payloadType, payload and one"
                + " signature with keyid and sig, compact and in this order.");
    if (cause != null) {
      refused.initCause(cause);
    }
    return refused;
  }

  public byte[] write() {
    Map<String, Object> signed = new LinkedHashMap<>();
    signed.put("keyid", keyId);
    signed.put("sig", Base64.getEncoder().encodeToString(signature));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("payloadType", type);
    fields.put("payload", Base64.getEncoder().encodeToString(payload));
    fields.put("signatures", List.of(signed));
    return Json.bytes(fields);
  }

  public String type() {
    return type;
  }

  public byte[] payload() {
    return payload.clone();
  }

  public String keyId() {
    return keyId;
  }

  public boolean signedWith(Ed25519Key key) {
    return keyId.equals(key.id()) && key.verifies(toSign(type, payload), signature);
  }

  /** DSSE's pre-authentication encoding: no payload can be taken for one of another type. */
  static byte[] toSign(String type, byte[] payload) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(payload.length + 100);
    byte[] typed = type.getBytes(StandardCharsets.UTF_8);
    out.writeBytes(("DSSEv1 " + typed.length + " ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(typed);
    out.writeBytes((" " + payload.length + " ").getBytes(StandardCharsets.UTF_8));
    out.writeBytes(payload);
    return out.toByteArray();
  }
}
