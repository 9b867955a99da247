package io.aiops.studio.host.connection;

import io.aiops.studio.host.identity.Caller;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The connections of the caller's workspace. Seeing needs VIEW, changing ADMINISTER. */
public interface ConnectionService {

  /** What {@code calls} may be at most. */
  int MOST_CALLS = 10_000;

  List<Connection> list(Caller caller);

  /**
   * Creates it, or replaces its settings. A secret given as {@code "********"} keeps its value.
   *
   * @param calls how many may be made at the same time, 1 to 10,000; null for any number. Counts
   *     for calls that begin from then on
   * @throws io.aiops.studio.host.problem.InvalidException if the settings break the schema, or the
   *     calls are out of bounds
   */
  Connection save(
      Caller caller,
      Connection.Kind kind,
      String name,
      String provider,
      Map<String, @Nullable Object> settings,
      @Nullable Integer calls);

  /**
   * Changes how many calls of it may be made at the same time, and nothing else: whoever saves its
   * settings meanwhile loses nothing, and its plugin may be switched off.
   *
   * @param calls 1 to 10,000; null for any number. Counts for calls that begin from then on
   * @throws io.aiops.studio.host.problem.InvalidException if the calls are out of bounds
   */
  Connection bound(Caller caller, Connection.Kind kind, String name, @Nullable Integer calls);

  void remove(Caller caller, Connection.Kind kind, String name);

  /**
   * A model provider as people see it.
   *
   * @param name what workflows refer to
   * @param models what it offers now; empty if it does not answer
   * @param available whether it answers
   * @param isDefault serves steps that name no model
   * @param simulated true if it asks no real model
   * @param note why it is not available, or why it is the default; one sentence
   */
  record ModelProviderView(
      String name,
      String title,
      List<String> models,
      boolean available,
      boolean isDefault,
      boolean simulated,
      String note) {}

  /** All that can serve now, connections and those taken up by themselves. */
  List<ModelProviderView> modelProviders(Caller caller);
}
