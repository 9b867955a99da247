package io.aiops.studio.host.execution;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why an attempt, a step or an execution failed.
 *
 * @param category as in plugin-api, lower case with {@code -}: {@code invalid-input}
 * @param message a sentence for people; no secrets
 * @param plugin name and version of the one whose code failed; null if none did, or it is not known
 */
public record Failure(
    String category,
    String message,
    // Left out, or the hashes of events from before there was one would not be what they are.
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String plugin) {

  /** The attempt could not be made: the other side has not answered for a while. */
  public static final String CIRCUIT_OPEN = "circuit-open";

  /** A version of a plugin that is on trial failed; whichever serves then tries again. */
  public static final String PLUGIN_ON_TRIAL = "plugin-on-trial";

  /** The node that took the task has not brought up the plugin that it needs. */
  public static final String NOT_HERE = "not-here";

  private static final Set<String> INTERRUPTED = Set.of("unavailable", "rate-limited", "timeout");

  private static final Set<String> POSTPONES = Set.of(CIRCUIT_OPEN, PLUGIN_ON_TRIAL, NOT_HERE);

  /** Of no plugin. */
  public Failure(String category, String message) {
    this(category, message, null);
  }

  /** The same, in other words. */
  public Failure said(String otherwise) {
    return new Failure(category, otherwise, plugin);
  }

  /** Whether the attempt does not count: it is made later. */
  public boolean postpones() {
    return POSTPONES.contains(category);
  }

  /**
   * Whether the attempt ended for a reason that says nothing about what it had done so far: the
   * next one goes on from the calls that it completed.
   */
  public boolean interrupted() {
    return INTERRUPTED.contains(category) || postpones();
  }

  /** Whether somebody did not let it: if the attempt called nothing, it did nothing. */
  boolean denied() {
    return category.equals("denied");
  }

  static Failure cancelled(String by) {
    return new Failure("cancelled", "Cancelled by " + by + ".");
  }
}
