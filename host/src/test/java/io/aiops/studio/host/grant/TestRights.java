package io.aiops.studio.host.grant;

import io.aiops.studio.host.identity.Audit;
import java.util.Set;

/** Rights of plugins in tests that are about something else. */
public final class TestRights {

  private static final Wants EVERYTHING =
      new Wants(
          Set.of(
              new Want(Want.Kind.HOST, Want.ANY),
              new Want(Want.Kind.SECRET, Want.ANY),
              new Want(Want.Kind.FOLDER, "/"),
              new Want(Want.Kind.MODEL, Want.ANY),
              new Want(Want.Kind.FILE, "read"),
              new Want(Want.Kind.FILE, "write")));

  private TestRights() {}

  /**
   * @param declares as the manifest has it
   * @param granted of it
   * @param audit hears of refusals
   */
  public static Rights of(String declares, Set<String> granted, Audit audit) {
    return new Rights("acme.thing", "1.0.0", Wants.read(declares), () -> granted, audit);
  }

  /** All there is, granted. */
  public static Rights all() {
    return all(() -> {});
  }

  /**
   * All there is, granted.
   *
   * @param asked runs each time that somebody asks what is
   */
  public static Rights all(Runnable asked) {
    return new Rights(
        "test",
        "1.0.0",
        EVERYTHING,
        () -> {
          asked.run();
          return Set.copyOf(EVERYTHING.texts());
        },
        (caller, action, subject, details) -> {
          throw new IllegalStateException(action + " " + subject + " " + details);
        });
  }
}
