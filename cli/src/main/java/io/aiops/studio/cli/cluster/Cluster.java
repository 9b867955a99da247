package io.aiops.studio.cli.cluster;

import io.aiops.studio.cli.console.CommandFailedException;
import io.aiops.studio.cli.console.Terminal;
import io.aiops.studio.cli.server.Pause;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Nodes on this machine that share a PostgreSQL and a pair of brokers, all of them processes of
 * their own behind one proxy; says what it does as it does it.
 */
public final class Cluster {

  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration STOP = Duration.ofSeconds(40);
  private static final Duration LOOK = Duration.ofMillis(200);

  private final Layout layout;
  private final List<Member> members;
  private final Terminal terminal;
  private final Pause pause;
  private final long begun = System.nanoTime();

  Cluster(Path home, Layout layout, Terminal terminal, Pause pause) {
    this.layout = layout;
    this.members = new Members(home, layout).all();
    this.terminal = terminal;
    this.pause = pause;
  }

  /** Where the proxy answers. */
  public String url() {
    return layout.url();
  }

  public URI uri() {
    return URI.create(url());
  }

  public List<String> nodes() {
    return layout.nodes();
  }

  List<Member> members() {
    return members;
  }

  boolean runs() {
    return members.stream().anyMatch(Member::alive);
  }

  /**
   * Starts all of it; takes down what came up if one does not.
   *
   * @throws CommandFailedException if a port is taken or a member does not start
   */
  public void up() throws InterruptedException {
    refuseTakenPorts();
    layout.save();
    try {
      start(List.of(Layout.DATABASE, Layout.BROKER, Layout.PROXY));
      // After the first: whoever is there first serves.
      List<String> others = new ArrayList<>(List.of(Layout.BACKUP));
      others.addAll(layout.nodes());
      start(others);
    } catch (CommandFailedException e) {
      down();
      throw e;
    }
  }

  private void refuseTakenPorts() {
    List<String> taken =
        members.stream()
            .filter(member -> !Probes.free(member.port()))
            .map(member -> member.port() + " (" + member.name() + ")")
            .toList();
    if (!taken.isEmpty()) {
      throw new CommandFailedException(
          "Taken by other programs: port %s. Give another first port with --port."
              .formatted(String.join(", ", taken)));
    }
  }

  /** Starts members side by side and waits until each does its work. */
  public void start(List<String> names) throws InterruptedException {
    List<Member> starting = names.stream().map(this::member).toList();
    List<Process> started = new ArrayList<>();
    for (Member member : starting) {
      say("starting " + member.name() + " on port " + member.port());
      started.add(member.start());
    }
    for (int i = 0; i < starting.size(); i++) {
      await(starting.get(i), started.get(i));
    }
  }

  private void await(Member member, Process process) throws InterruptedException {
    long end = System.nanoTime() + START.toNanos();
    while (!member.probe().ready() && !standsBy(member)) {
      boolean failed = !process.isAlive() && !member.alive();
      if (failed || System.nanoTime() > end) {
        throw new CommandFailedException(
            "%s did not start; its log is %s.".formatted(member.name(), member.log()));
      }
      pause.of(LOOK);
    }
    say(member.name() + (standsBy(member) ? " stands by" : " is ready"));
  }

  /** One of the two brokers serves, this is the other. */
  private boolean standsBy(Member member) {
    String other =
        switch (member.name()) {
          case Layout.BROKER -> Layout.BACKUP;
          case Layout.BACKUP -> Layout.BROKER;
          default -> "";
        };
    return !other.isEmpty()
        && !member.probe().ready()
        && member(other).probe().ready()
        && member.alive();
  }

  /** The broker that serves now. */
  public Optional<String> servingBroker() {
    return Stream.of(Layout.BROKER, Layout.BACKUP)
        .filter(name -> member(name).probe().ready())
        .findFirst();
  }

  /** Whether it does its work and, of a broker, the other stands by. */
  public boolean whole(String name) {
    boolean alone =
        switch (name) {
          case Layout.BROKER -> !standsBy(member(Layout.BACKUP));
          case Layout.BACKUP -> !standsBy(member(Layout.BROKER));
          default -> false;
        };
    return !alone && member(name).alive() && member(name).probe().ready();
  }

  /** With kill -9. */
  public void kill(String name) {
    Member member = member(name);
    long pid =
        member
            .process()
            .orElseThrow(() -> new CommandFailedException(name + " does not run."))
            .pid();
    member.kill();
    say("killed " + name + " (process " + pid + ", kill -9)");
  }

  /** Stops it where it is; it answers nobody until {@link #thaw}. */
  public void freeze(String name) {
    member(name).freeze();
    say("froze " + name);
  }

  public void thaw(String name) {
    member(name).thaw();
    say(name + " goes on");
  }

  /** Nodes may let tasks end; what does not end in time is killed. Data stays. */
  public void down() {
    List<Member> reverse = new ArrayList<>(members).reversed();
    List<Member> nodes = reverse.stream().filter(member -> isNode(member.name())).toList();
    reverse.stream().filter(member -> member.name().equals(Layout.PROXY)).forEach(this::stop);
    nodes.stream().parallel().forEach(this::stop);
    reverse.stream()
        .filter(member -> !isNode(member.name()) && !member.name().equals(Layout.PROXY))
        .forEach(this::stop);
  }

  /** Ends all of it at once and removes its folder: for a cluster that nobody needs any more. */
  public void discard() {
    members.stream().parallel().forEach(Member::kill);
    remove();
  }

  private void stop(Member member) {
    if (member.alive()) {
      member.stop(STOP);
      say("stopped " + member.name());
    }
  }

  private static boolean isNode(String name) {
    return name.startsWith("node-");
  }

  /** Removes its folder with all data. */
  public void remove() {
    Folders.remove(layout.folder());
    say("removed " + layout.folder());
  }

  /** How a member stands, in a word or two. */
  String state(Member member) {
    if (!member.alive()) {
      return "stopped";
    }
    if (member.probe().ready()) {
      return "ready";
    }
    return standsBy(member) ? "stands by" : "not ready";
  }

  /** The data folder of the node whose token the command line uses. */
  public Path tokenFolder() {
    return layout.folderOf(layout.nodes().getFirst());
  }

  /** The first sign-in, if this cluster's database is its own. */
  Optional<Path> firstSignIn() {
    return layout.nodes().stream()
        .map(node -> layout.folderOf(node).resolve("first-sign-in.txt"))
        .filter(Files::exists)
        .findFirst();
  }

  /**
   * @throws CommandFailedException misuse, if there is none of that name
   */
  Member member(String name) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            CommandFailedException.misuse(
                "'%s' is not in this cluster; expected one of %s."
                    .formatted(
                        name,
                        members.stream().map(Member::name).collect(Collectors.joining(", ")))));
  }

  public void say(String what) {
    terminal.say(
        String.format(Locale.ROOT, "%7.1f s  %s", (System.nanoTime() - begun) / 1e9, what));
  }
}
