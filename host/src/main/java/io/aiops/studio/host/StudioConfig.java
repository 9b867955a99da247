package io.aiops.studio.host;

import io.aiops.studio.host.definition.Queueing;
import io.aiops.studio.host.isolate.SeparateConfig;
import io.aiops.studio.host.node.NodeRole;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a studio is set up; every setting has a default that is good enough to start with.
 *
 * @param data folder of everything that must survive; {@code STUDIO_DATA}
 * @param plugins folder of the shipped bundles; {@code STUDIO_PLUGINS}
 * @param postgres where the build unpacked the embedded PostgreSQL; {@code STUDIO_POSTGRES}; else
 *     it is unpacked into the data folder
 * @param databaseUrl the team's own PostgreSQL; {@code STUDIO_DATABASE_URL}; null for the embedded
 * @param brokerUrl the team's own Artemis; {@code STUDIO_BROKER_URL}; null for the embedded
 * @param node what people call this node; {@code STUDIO_NODE}; else its machine and port
 * @param roles what it does for the others; {@code STUDIO_ROLES}; else all
 * @param shared folder that the built-in file connection sees; {@code STUDIO_SHARED}
 * @param workers tasks at the same time on this node; {@code STUDIO_WORKERS}
 * @param pools whose tasks this node's workers run; {@code STUDIO_POOLS}; else the default one's
 * @param executions of all workspaces that may run at the same time; {@code STUDIO_EXECUTIONS}; 0,
 *     the default, for any number
 * @param cachedExecutions states the engine keeps in memory; {@code STUDIO_CACHED_EXECUTIONS}
 * @param patience how long a start waits for a database and a broker that run elsewhere; {@code
 *     STUDIO_PATIENCE}, in seconds
 * @param separate how plugins that are not trusted run
 * @param environment all variables, for what plugins are set up from
 */
public record StudioConfig(
    Path data,
    Path plugins,
    @Nullable Path postgres,
    @Nullable String databaseUrl,
    String databaseUser,
    String databasePassword,
    @Nullable String brokerUrl,
    String brokerUser,
    String brokerPassword,
    String node,
    Set<NodeRole> roles,
    Path shared,
    int workers,
    Set<String> pools,
    int executions,
    int cachedExecutions,
    Duration patience,
    SeparateConfig separate,
    Map<String, String> environment) {

  private static final int WORKERS = 1_024;
  private static final int CACHED = 10_000;
  private static final int PATIENCE = 90;
  private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._:-]{1,60}");

  /**
   * @throws InvalidException with all settings that cannot be used
   */
  public static StudioConfig from(Map<String, String> environment) {
    List<Problem> problems = new ArrayList<>();
    StudioConfig config =
        new StudioConfig(
            Path.of(environment.getOrDefault("STUDIO_DATA", ".studio/data")).toAbsolutePath(),
            Path.of(environment.getOrDefault("STUDIO_PLUGINS", "plugins")).toAbsolutePath(),
            postgres(environment),
            url(environment, "STUDIO_DATABASE_URL", "jdbc:postgresql:", problems),
            environment.getOrDefault("STUDIO_DATABASE_USER", "studio"),
            environment.getOrDefault("STUDIO_DATABASE_PASSWORD", ""),
            url(environment, "STUDIO_BROKER_URL", "", problems),
            environment.getOrDefault("STUDIO_BROKER_USER", ""),
            environment.getOrDefault("STUDIO_BROKER_PASSWORD", ""),
            node(environment, problems),
            roles(environment, problems),
            Path.of(
                    environment.getOrDefault(
                        "STUDIO_SHARED",
                        environment.getOrDefault("STUDIO_DATA", ".studio/data") + "/shared"))
                .toAbsolutePath(),
            number(environment, "STUDIO_WORKERS", WORKERS, 4096, problems),
            pools(environment, problems),
            number(environment, "STUDIO_EXECUTIONS", 0, 1_000_000, problems),
            number(environment, "STUDIO_CACHED_EXECUTIONS", CACHED, 10_000_000, problems),
            Duration.ofSeconds(number(environment, "STUDIO_PATIENCE", PATIENCE, 3600, problems)),
            SeparateConfig.from(environment, problems),
            Map.copyOf(environment));
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    return config;
  }

  private static @Nullable Path postgres(Map<String, String> environment) {
    String folder = environment.get("STUDIO_POSTGRES");
    return folder == null || folder.isBlank() ? null : Path.of(folder).toAbsolutePath();
  }

  private static @Nullable String url(
      Map<String, String> environment, String name, String prefix, List<Problem> problems) {
    String url = environment.get(name);
    if (url == null || url.isBlank()) {
      return null;
    }
    if (!url.startsWith(prefix)) {
      problems.add(new Problem(name, "expected an address that begins with " + prefix));
    }
    return url;
  }

  private static String node(Map<String, String> environment, List<Problem> problems) {
    String name = environment.get("STUDIO_NODE");
    if (name == null || name.isBlank()) {
      return machine() + ":" + environment.getOrDefault("STUDIO_PORT", "9180");
    }
    if (!NODE.matcher(name).matches()) {
      problems.add(
          new Problem(
              "STUDIO_NODE",
              "is '" + name + "'; expected 1 to 60 letters, digits, '.', '_', '-' or ':'"));
    }
    return name;
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      // A machine without a name of its own: it is still this one.
      return "localhost";
    }
  }

  private static Set<NodeRole> roles(Map<String, String> environment, List<Problem> problems) {
    String text = environment.get("STUDIO_ROLES");
    if (text == null || text.isBlank()) {
      return NodeRole.ALL;
    }
    return NodeRole.read(text)
        .orElseGet(() -> {
          problems.add(
              new Problem(
                  "STUDIO_ROLES",
                  "is '" + text + "'; expected some of web, engine, worker, with commas between"));
          return NodeRole.ALL;
        });
  }

  private static Set<String> pools(Map<String, String> environment, List<Problem> problems) {
    String text = environment.get("STUDIO_POOLS");
    if (text == null || text.isBlank()) {
      return Set.of(Queueing.DEFAULT_POOL);
    }
    Set<String> pools = new LinkedHashSet<>();
    for (String word : text.split(",", -1)) {
      String pool = word.strip();
      if (!Queueing.isPool(pool)) {
        problems.add(new Problem("STUDIO_POOLS", "has '" + pool + "'; " + Queueing.POOL_EXPECTED));
      }
      pools.add(pool);
    }
    return Set.copyOf(pools);
  }

  private static int number(
      Map<String, String> environment,
      String name,
      int otherwise,
      int most,
      List<Problem> problems) {
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(text.strip());
      if (number >= 1 && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      problems.add(new Problem(name, "is '" + text + "'; expected a whole number"));
      return otherwise;
    }
    problems.add(new Problem(name, "is " + text + "; expected 1 to " + most));
    return otherwise;
  }

  @Override
  public String toString() {
    return "StudioConfig[data=" + data + ", plugins=" + plugins + "]";
  }
}
