package io.aiops.studio.cli.template;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import io.aiops.studio.cli.server.Session;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template that the workspace shares: {@code shared:ID[@VERSION]}.
 *
 * @param version empty for the newest
 */
record SharedReference(String id, String version) {

  private static final Pattern FORM =
      Pattern.compile("(?:shared:)?([a-z0-9][a-z0-9.-]*)(?:@([0-9]+\\.[0-9]+\\.[0-9]+))?");

  /** Empty if it is of another form. */
  static Optional<SharedReference> of(String what) {
    return what.startsWith("shared:") ? read(what) : Optional.empty();
  }

  /** The same, where nothing else is meant: {@code shared:} may be left out. */
  static Optional<SharedReference> read(String what) {
    Matcher parts = FORM.matcher(what);
    return parts.matches()
        ? Optional.of(
            new SharedReference(parts.group(1), Optional.ofNullable(parts.group(2)).orElse("")))
        : Optional.empty();
  }

  /** With a version. */
  SharedReference newest(Session session) {
    if (!version.isEmpty()) {
      return this;
    }
    return Json.items(session.api().get(Resource.of("templates", "shared"))).stream()
        .filter(each -> Json.text(each, "template").equals(id))
        .filter(each -> each.path("newest").asBoolean())
        .map(each -> new SharedReference(id, Json.text(each, "version")))
        .findFirst()
        .orElseThrow(() ->
            new CommandFailedException(
                "The workspace shares no template " + id + ". See 'template shared'."));
  }

  Resource resource() {
    return Resource.of("templates", "shared", id, version);
  }
}
