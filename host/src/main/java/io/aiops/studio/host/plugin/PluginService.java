package io.aiops.studio.host.plugin;

import io.aiops.studio.host.identity.Caller;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The plugins of this studio. Seeing needs VIEW, all else ADMINISTER in its first workspace. */
public interface PluginService {

  List<PluginView> list(Caller caller);

  /**
   * What a change would do, found out without touching anything. Needs ADMINISTER.
   *
   * @return also of what cannot be applied: it says why
   * @throws io.aiops.studio.host.problem.NotFoundException if a plugin or set is not there
   * @throws io.aiops.studio.host.problem.ConflictException if it would change nothing, or removes
   *     what came with the studio
   */
  Plan plan(Caller caller, PluginChange change);

  /**
   * Makes a change as its plan showed it, whole or not at all. It serves on this node when this
   * comes back, and within seconds on all others; tasks that run end on what they began with.
   *
   * @param change the same that the plan was made for
   * @param token the plan's: whoever gives it agrees to all that the plan asks
   * @return the new version of the set; the present one if only permissions were given
   * @throws io.aiops.studio.host.problem.ConflictException if the plan would be another now: the
   *     set, the jars, what was granted or what is affected has changed. Nothing was changed then
   * @throws io.aiops.studio.host.problem.InvalidException if it is not possible, or a plugin does
   *     not start: nothing is changed then
   */
  PluginSet apply(Caller caller, PluginChange change, String token);

  /**
   * Makes a change once all that its plan asks is agreed to, together with something else: both or
   * neither, also if the process dies.
   *
   * @param agreed the plan's token, or that of each {@link io.aiops.studio.host.grant.Consent}
   * @param also what is written with the set, on this thread: it sees what plugins offer as it will
   *     be; if it throws, nothing is changed
   * @return the new version of the set
   * @throws io.aiops.studio.host.grant.ConsentNeededException if somebody has to be asked what a
   *     plugin may have
   * @throws PlanNeededException if something else has to be agreed to
   * @throws io.aiops.studio.host.problem.InvalidException if it is not possible, or a plugin does
   *     not start
   * @throws io.aiops.studio.host.problem.ConflictException if it would change nothing
   */
  PluginSet apply(Caller caller, PluginChange change, Set<String> agreed, Runnable also);

  /**
   * Installs and starts a bundle, on this node and within seconds on all others; survives a
   * restart. Another version of an installed one, newer or older, takes its place once it has
   * started; tasks that run end on the version they began with.
   *
   * @param consent what {@link io.aiops.studio.host.grant.Consent} gave for this jar, if it may
   *     have what it wants, or the token of a plan; null if nobody was asked
   * @param isolation where its code runs; null for where it runs now, and in the studio's process
   *     for a new one. The jar that is installed can be given another place by this
   * @throws io.aiops.studio.host.grant.ConsentNeededException if it wants what nobody has granted:
   *     nothing is changed, and the exception has what to ask * @throws SeparateOnlyException if
   *     its code may not run in the studio's process, whoever made it, and it shall: nothing is
   *     changed, and it can be installed with {@link Isolation#SEPARATE} * @throws
   *     PlanNeededException if something else has to be agreed to: nothing is changed, and the
   *     exception has the plan * as it was shown)
   * @throws io.aiops.studio.host.problem.InvalidException if it is no bundle, needs something
   *     missing, or fails in activation: nothing is changed then
   * @throws io.aiops.studio.host.problem.ConflictException if this very jar is installed, and runs
   *     where it shall
   */
  PluginView install(
      Caller caller,
      String fileName,
      InputStream jar,
      @Nullable String consent,
      @Nullable Isolation isolation);

  /** Installs it where it runs now. */
  default PluginView install(
      Caller caller, String fileName, InputStream jar, @Nullable String consent) {
    return install(caller, fileName, jar, consent, null);
  }

  /** Installs what wants nothing, or nothing new. */
  default PluginView install(Caller caller, String fileName, InputStream jar) {
    return install(caller, fileName, jar, null, null);
  }

  /**
   * Has the code of an installed plugin run elsewhere from now on, in the version it has: a change
   * of the set like any other. Tasks that run end where they began.
   *
   * @param level where it shall run
   * @param consent as for {@link #install(Caller, String, InputStream, String, Isolation)}; code
   *     that is let into the studio's process may have to be trusted for what it does
   * @throws SeparateOnlyException if its code may not run in the studio's process, whoever made it
   * @throws io.aiops.studio.host.grant.ConsentNeededException if somebody has to be asked first
   * @throws PlanNeededException if something else has to be agreed to
   * @throws io.aiops.studio.host.problem.InvalidException if it does not start there
   * @throws io.aiops.studio.host.problem.ConflictException if it runs there already
   * @throws io.aiops.studio.host.problem.NotFoundException if it is not installed
   */
  PluginView isolate(Caller caller, String name, Isolation level, @Nullable String consent);

  /**
   * Lets a plugin serve; one that serves already stays as it is, one that did not start is tried
   * once more.
   *
   * @throws PlanNeededException if something has to be agreed to: apply its plan instead
   * @throws io.aiops.studio.host.problem.InvalidException if it does not start: nothing is changed
   */
  PluginView enable(Caller caller, String name);

  /**
   * Keeps a plugin that is not in use from serving.
   *
   * @throws PlanNeededException if it is in use: apply its plan instead
   */
  PluginView disable(Caller caller, String name);

  /**
   * Removes what is not in use.
   *
   * @throws PlanNeededException if it is: apply its plan instead
   * @throws io.aiops.studio.host.problem.ConflictException for a shipped one: disable it instead
   */
  void remove(Caller caller, String name);

  /**
   * The versions of the plugin set, the newest first.
   *
   * @param most at least 1, at most 1000
   */
  List<PluginSet.Made> history(Caller caller, int most);

  /**
   * A version of the plugin set.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if there is none, or not any more
   */
  PluginSet set(Caller caller, long version);

  /**
   * Makes the next version of the set, with what an earlier one held: all of it or nothing.
   *
   * @param why in words, at most 1000 characters; may be empty
   * @return the new version
   * @throws PlanNeededException if somebody has to agree to something: apply its plan instead
   * @throws io.aiops.studio.host.problem.InvalidException if a plugin of it does not start any more
   * @throws io.aiops.studio.host.problem.ConflictException if that is what serves already
   */
  PluginSet rollBack(Caller caller, long version, String why);

  /**
   * The versions of an installed plugin that are kept, the one that served last first.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if none of that name is installed
   */
  List<KeptVersion> versions(Caller caller, String name);

  /**
   * Gives one plugin the version that it had in an earlier set: a change like any other. All other
   * plugins stay as they are, and so does whether and where this one serves.
   *
   * @param set as {@link #versions} has it
   * @param why in words, at most 1000 characters; may be empty
   * @return the new version of the set
   * @throws PlanNeededException if somebody has to agree to something: apply its plan instead
   * @throws io.aiops.studio.host.problem.NotFoundException if it is not installed, or was not in
   *     that set
   * @throws io.aiops.studio.host.problem.InvalidException if that version does not start any more
   * @throws io.aiops.studio.host.problem.ConflictException if that is the version it has
   */
  PluginSet rollBack(Caller caller, String name, long set, String why);

  /**
   * The bytes of an installed plugin.
   *
   * @throws io.aiops.studio.host.problem.NotFoundException if there is none of that name
   */
  byte[] jar(Caller caller, String name);

  /** What all active plugins offer: the palette. */
  List<PluginView.Contribution> contributions(Caller caller);
}
