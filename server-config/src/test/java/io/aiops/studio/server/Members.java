package io.aiops.studio.server;

import java.util.Map;

/** People who are added to the workspace for a test. */
final class Members {

  static final String PASSWORD = "a-long-phrase-here";

  private Members() {}

  /** Adds somebody, who signs in at once. */
  static Api add(Api admin, String name, String role) {
    admin
        .post("/members", Map.of("userName", name, "role", role, "password", PASSWORD))
        .expect(201);
    return admin.as(
        admin
            .as("")
            .post("/sign-in", Map.of("userName", name, "password", PASSWORD))
            .expect(201)
            .json()
            .get("secret")
            .asString());
  }
}
