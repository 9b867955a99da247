package io.aiops.studio.host.rest;

import io.aiops.studio.host.plugin.Isolation;
import io.aiops.studio.host.plugin.PluginChange;
import io.aiops.studio.host.plugin.PluginChange.Kept;
import io.aiops.studio.host.problem.InvalidException;
import jakarta.ws.rs.core.EntityPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A change of plugins, as it comes in a request. */
final class ChangeBody {

  static final long MAX_BYTES = 256L * 1024 * 1024;

  private static final int LONGEST = 8 * 1024;

  private ChangeBody() {}

  static PluginChange jar(
      @Nullable String name,
      @Nullable String isolation,
      @Nullable String length,
      InputStream body) {
    return PluginChange.install(
        PluginChange.Jar.read(
            FileNames.checked(name == null ? "plugin.jar" : name),
            Bodies.bounded(body, MAX_BYTES, length),
            isolation("isolation", isolation)));
  }

  /**
   * @throws InvalidException for a part that is none
   */
  static PluginChange form(List<EntityPart> parts, @Nullable String length) throws IOException {
    Isolation isolation = null;
    for (EntityPart part : parts) {
      if (part.getName().equals("isolation")) {
        isolation = isolation("isolation", text(part));
      }
    }
    List<PluginChange.Jar> jars = new ArrayList<>();
    List<String> remove = new ArrayList<>();
    Map<String, Kept> keep = new LinkedHashMap<>();
    Long set = null;
    String only = null;
    String why = "";
    long left = MAX_BYTES;
    for (EntityPart part : parts) {
      switch (part.getName()) {
        case "jar" -> {
          refuseMore(jars.size());
          try (InputStream content = part.getContent()) {
            PluginChange.Jar jar =
                PluginChange.Jar.read(
                    FileNames.checked(part.getFileName().orElse("plugin.jar")),
                    Bodies.bounded(content, left, length),
                    isolation);
            left -= jar.bytes().length;
            jars.add(jar);
          }
        }
        case "remove" -> {
          refuseMore(remove.size());
          remove.add(text(part));
        }
        case "enable", "disable", "separate", "trusted" -> {
          refuseMore(keep.size());
          String plugin = text(part);
          keep.merge(plugin, kept(part.getName(), plugin), ChangeBody::both);
        }
        case "set" -> set = number(text(part));
        case "plugin" -> only = text(part);
        case "why" -> why = text(part);
        case "isolation" -> {}
        default ->
            throw new InvalidException(
                part.getName(),
                "is no part of a change; expected 'jar', 'remove', 'enable', 'disable', 'separate',"
                    + " 'trusted', 'set', 'plugin', 'isolation' or 'why'."
                    + " Nothing was changed.");
      }
    }
    return new PluginChange(jars, remove, List.copyOf(keep.values()), set, only, why);
  }

  private static Kept kept(String part, String plugin) {
    return switch (part) {
      case "enable" -> new Kept(plugin, true, null);
      case "disable" -> new Kept(plugin, false, null);
      case "separate" -> new Kept(plugin, null, Isolation.SEPARATE);
      default -> new Kept(plugin, null, Isolation.TRUSTED);
    };
  }

  /** Of one plugin, whether it serves and where it runs may be said in two parts. */
  private static Kept both(Kept one, Kept other) {
    if (one.enabled() != null && other.enabled() != null
        || one.isolation() != null && other.isolation() != null) {
      throw new InvalidException(
          one.plugin(), "is named twice for the same; expected it once. Nothing was changed.");
    }
    return new Kept(
        one.plugin(),
        one.enabled() == null ? other.enabled() : one.enabled(),
        one.isolation() == null ? other.isolation() : one.isolation());
  }

  private static void refuseMore(int present) {
    if (present >= PluginChange.MOST) {
      throw new InvalidException(
          "jar", "and names: at most " + PluginChange.MOST + " plugins are changed at once.");
    }
  }

  private static String text(EntityPart part) throws IOException {
    try (InputStream content = part.getContent()) {
      byte[] bytes = content.readNBytes(LONGEST + 1);
      if (bytes.length > LONGEST) {
        throw new InvalidException(part.getName(), "has more than 8 KiB. Nothing was changed.");
      }
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }

  private static Long number(String text) {
    if (!text.matches("\\d{1,18}")) {
      throw new InvalidException(
          "set", "is '" + text + "'; expected the version of a set, such as 17");
    }
    return Long.valueOf(text);
  }

  static @Nullable Isolation isolation(String parameter, @Nullable String text) {
    return text == null ? null : level(parameter, text);
  }

  static Isolation level(String parameter, String text) {
    return Arrays.stream(Isolation.values())
        .filter(each -> each.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new InvalidException(
                parameter,
                "is '" + text + "'; expected TRUSTED or SEPARATE. Nothing was changed."));
  }
}
