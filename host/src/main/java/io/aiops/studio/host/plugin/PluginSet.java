package io.aiops.studio.host.plugin;

import io.aiops.studio.host.problem.NotFoundException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which plugins serve, on every node: a document with versions. A change is the next version, and
 * is there whole or not at all.
 *
 * @param version counts from 1; 0 is the empty set before the first change
 * @param madeBy user name, or {@code studio}
 * @param why in words
 * @param entries by name
 */
public record PluginSet(
    long version, Instant madeAt, String madeBy, String why, List<Entry> entries) {

  /** Before anything was installed. */
  static final PluginSet NONE = new PluginSet(0, Instant.EPOCH, "studio", "", List.of());

  /** Who changes the set when nobody asked. */
  static final String STUDIO = "studio";

  /** Of a version: who made it, when and why, without what is in it. */
  public record Made(long version, Instant madeAt, String madeBy, String why) {}

  /**
   * A plugin in the set.
   *
   * @param name the bundle's symbolic name
   * @param version the bundle's version
   * @param sha256 of its jar
   * @param enabled whether people want it to serve
   * @param shipped came with the studio
   * @param since the version of the set from which on it stands in it like this
   * @param previous the sha256 of the jar whose place this one took; null if it took none's, or is
   *     what one went back to
   * @param isolation what stands between its code and the studio
   */
  public record Entry(
      String name,
      String version,
      String title,
      String description,
      String sha256,
      boolean enabled,
      boolean shipped,
      Instant installedAt,
      String installedBy,
      long since,
      @Nullable String previous,
      Isolation isolation) {

    /** Of a plugin that is trusted. */
    public Entry(
        String name,
        String version,
        String title,
        String description,
        String sha256,
        boolean enabled,
        boolean shipped,
        Instant installedAt,
        String installedBy,
        long since,
        @Nullable String previous) {
      this(
          name,
          version,
          title,
          description,
          sha256,
          enabled,
          shipped,
          installedAt,
          installedBy,
          since,
          previous,
          Isolation.TRUSTED);
    }

    /** As it would be from that version of the set on. */
    Entry as(boolean nowEnabled, long nowSince, @Nullable String nowPrevious) {
      return new Entry(
          name,
          version,
          title,
          description,
          sha256,
          nowEnabled,
          shipped,
          installedAt,
          installedBy,
          nowSince,
          nowPrevious,
          isolation);
    }

    /** With its code there. */
    Entry at(Isolation level) {
      return new Entry(
          name,
          version,
          title,
          description,
          sha256,
          enabled,
          shipped,
          installedAt,
          installedBy,
          since,
          previous,
          level);
    }

    /** The same jar, as much wanted, and as much trusted. */
    boolean same(Entry other) {
      return sha256.equals(other.sha256)
          && enabled == other.enabled
          && isolation == other.isolation;
    }
  }

  public PluginSet {
    entries = entries.stream().sorted(Comparator.comparing(Entry::name)).toList();
  }

  public Optional<Entry> find(String name) {
    return entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
  }

  /**
   * @throws NotFoundException if it is not in the set
   */
  Entry get(String name) {
    return find(name).orElseThrow(() -> new NotFoundException("plugin", name));
  }

  List<Entry> enabled() {
    return entries.stream().filter(Entry::enabled).toList();
  }

  /** All of them, with this one in the place of what has its name. */
  List<Entry> with(Entry entry) {
    List<Entry> next = without(entry.name());
    next.add(entry);
    return next;
  }

  List<Entry> without(String name) {
    List<Entry> next = new ArrayList<>(entries);
    next.removeIf(entry -> entry.name().equals(name));
    return next;
  }

  PluginSet next(List<Entry> nextEntries, Instant at, String by, String nextWhy) {
    return new PluginSet(version + 1, at, by, nextWhy, nextEntries);
  }
}
