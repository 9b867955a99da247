package io.aiops.studio.host.rest;

import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;

/** A request that HTTP has a status for, with a sentence for the person behind it. */
final class RefusedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final transient Map<String, String> headers;

  private RefusedException(int status, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.headers = headers;
  }

  RefusedException(int status, String message) {
    this(status, message, Map.of());
  }

  static RefusedException unauthorized(String message) {
    return new RefusedException(401, message, Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
  }

  static RefusedException tooMany(String message, long retrySeconds) {
    return new RefusedException(
        429, message, Map.of(HttpHeaders.RETRY_AFTER, Long.toString(retrySeconds)));
  }

  static RefusedException tooLarge(long limit) {
    return new RefusedException(
        413, "The body is larger than the %,d bytes that are taken here.".formatted(limit));
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }
}
