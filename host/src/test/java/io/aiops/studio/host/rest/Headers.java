package io.aiops.studio.host.rest;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import java.util.HashMap;

/** Headers in memory, for tests. */
final class Headers extends AbstractMultivaluedMap<String, String> {
  Headers() {
    super(new HashMap<>());
  }
}
