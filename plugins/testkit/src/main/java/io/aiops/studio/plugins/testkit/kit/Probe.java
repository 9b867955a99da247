package io.aiops.studio.plugins.testkit.kit;

import io.aiops.studio.plugins.testkit.RecordingContext;
import io.aiops.studio.plugins.testkit.ScriptedModel;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something to ask of a plugin, as often as one likes.
 *
 * @param what in words, for reasons
 * @param guessed nobody said that it works: it was made up from a schema
 * @param changing it leaves something behind outside the studio
 * @param category how it is said to fail; empty if it is to work
 */
record Probe(
    String what,
    Offer offer,
    boolean guessed,
    boolean changing,
    String category,
    Map<String, @Nullable Object> settings,
    Map<String, String> files,
    Work work) {

  /** The idempotency key of every call. */
  static final String KEY = "key-of-the-kit";

  /** The call itself. */
  @FunctionalInterface
  interface Work {
    @Nullable Object of(RecordingContext context, Files files) throws Exception;
  }

  /** Puts references in the place of {@code {"$file": name}}. */
  @FunctionalInterface
  interface Files {
    Map<String, @Nullable Object> in(Map<String, @Nullable Object> arguments);
  }

  Probe with(Map<String, @Nullable Object> others) {
    return new Probe(what, offer, guessed, changing, category, others, files, work);
  }

  Outcome run(Subject subject) {
    return run(subject, ScriptedModel.answering("A scripted answer."));
  }

  Outcome run(Subject subject, ScriptedModel model) {
    return Outcome.of(started(subject, model));
  }

  Running started(Subject subject, ScriptedModel model) {
    RecordingContext context =
        new RecordingContext().settings(settings).with(model).idempotencyKey(KEY);
    FileReferences references = new FileReferences(context, files);
    return subject.start(what, context, () -> work.of(context, references::in));
  }
}
