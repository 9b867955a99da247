package io.aiops.studio.cli.cluster;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.server.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;

/** The clusters of a checkout, each in its folder under {@code .studio}. */
public final class Clusters {

  public static final int MOST_NODES = Layout.MOST_NODES;
  public static final int FIRST_PORT = 1_024;
  public static final int LAST_PORT = 65_535 - Layout.lastPort(0);
  static final int HEAP = 512;
  private static final int LOOK_FROM = 9_380;
  private static final int LOOK_STEP = 20;
  private static final String USUAL = "cluster";

  private final Session session;

  public Clusters(Session session) {
    this.session = session;
  }

  /** That of {@code ./studio cluster}, if it runs. */
  public Optional<Cluster> running() {
    return known().filter(Cluster::runs);
  }

  /** That of {@code ./studio cluster}, if there ever was one. */
  Optional<Cluster> known() {
    return Layout.read(folder(USUAL)).map(this::of);
  }

  /**
   * One that is not there yet; all nodes have all roles.
   *
   * @param port the proxy's; 0 for the first of which all are free
   */
  public Cluster fresh(String name, int port, int nodes) {
    int first = port == 0 ? free(nodes) : port;
    Path folder = folder(name + "-" + first);
    Cluster fresh = of(new Layout(folder, first, Collections.nCopies(nodes, ""), HEAP));
    if (fresh.runs()) {
      throw new CommandFailedException(
          "A cluster still runs in %s; another command may be using it.".formatted(folder));
    }
    if (Files.exists(folder)) {
      fresh.remove();
    }
    return fresh;
  }

  private int free(int nodes) {
    for (int first = LOOK_FROM; first < LAST_PORT; first += LOOK_STEP) {
      if (of(new Layout(folder(USUAL), first, Collections.nCopies(nodes, ""), HEAP))
          .members()
          .stream()
          .allMatch(member -> Probes.free(member.port()))) {
        return first;
      }
    }
    throw new CommandFailedException("No ports are free from " + LOOK_FROM + " on.");
  }

  Path folder() {
    return folder(USUAL);
  }

  private Path folder(String name) {
    return home().resolve(".studio").resolve(name);
  }

  Cluster of(Layout layout) {
    return new Cluster(home(), layout, session.terminal(), session.pause());
  }

  private Path home() {
    return session
        .environment()
        .home()
        .orElseThrow(() -> CommandFailedException.misuse("STUDIO_HOME is not set: run ./studio."));
  }

  /**
   * @throws CommandFailedException misuse, if it lies outside
   */
  public static void within(String name, double value, int least, int most) {
    if (!(value >= least && value <= most)) {
      throw CommandFailedException.misuse(
          "%s is %s; expected a number from %d to %d."
              .formatted(
                  name,
                  value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value),
                  least,
                  most));
    }
  }
}
