package io.aiops.studio.plugins.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.plugins.testkit.Within.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the studio expects of every agent. */
public abstract class AgentContract {

  /** The agent under test. */
  protected abstract Agent agent();

  /** A task it can do. Its file references are those that {@link #context()} puts there. */
  protected abstract AgentTask sample();

  /** What the host lends for {@link #sample()}; a new one each time, scripted from the start. */
  protected RecordingContext context() {
    return new RecordingContext();
  }

  protected boolean supports(Capability capability) {
    return true;
  }

  @Test
  void a_sample_works() {
    output("the sample", run(context()));
  }

  @Test
  void the_same_task_delivered_twice_is_safe() {
    assumeTrue(supports(Capability.REPEATABLE), "declared as not repeatable");
    Object first = output("the first delivery", run(context()));
    Object second = output("the second delivery", run(context()));
    assertThat(second).as("what the second delivery gives").isEqualTo(first);
  }

  @Test
  void one_instance_serves_many_tasks_at_once() throws InterruptedException {
    assumeTrue(supports(Capability.CONCURRENT), "declared as not concurrent");
    Agent agent = agent();
    Object alone = output("the task alone", run(context()));
    AtomicInteger wrong = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    CountDownLatch start = new CountDownLatch(1);
    for (int i = 0; i < 16; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                Ended ended =
                    Within.run(
                        "a task among others",
                        () -> {
                          start.await();
                          return agent.run(sample(), context());
                        });
                if (ended.thrown() != null || !alone(alone, ended.value())) {
                  wrong.incrementAndGet();
                }
              }));
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(wrong).as("tasks disturbed by others").hasValue(0);
  }

  private boolean alone(@Nullable Object alone, @Nullable Object result) {
    return !supports(Capability.REPEATABLE)
        || (result instanceof AgentResult given && java.util.Objects.equals(alone, body(given)));
  }

  @Test
  void an_interrupt_ends_it_in_time() {
    assumeTrue(supports(Capability.CANCELLABLE), "declared as not cancellable");
    ScriptedModel silent = ScriptedModel.silent();
    Ended ended =
        Within.interrupted(
            "the cancelled task",
            silent.asked(),
            () -> agent().run(sample(), context().with(silent)));
    if (ended.thrown() != null && !(ended.thrown() instanceof InterruptedException)) {
      Failures.check("the cancelled task", Category.CANCELLED, ended.thrown(), "");
    }
  }

  @Test
  void a_model_failure_passes_with_its_category_or_is_coped_with() {
    assumeTrue(supports(Capability.CATEGORISED_FAILURES), "declared as not categorised");
    for (Category category :
        List.of(Category.RATE_LIMITED, Category.UNAVAILABLE, Category.DENIED)) {
      Ended ended = run(context().with(ScriptedModel.failing(category)));
      if (ended.thrown() != null) {
        Failures.check("the task whose model is " + category, category, ended.thrown(), "");
      }
    }
  }

  private Ended run(RecordingContext context) {
    return Within.run("the agent", () -> agent().run(sample(), context));
  }

  private static @Nullable Object output(String what, Ended ended) {
    if (ended.thrown() instanceof PluginException failure) {
      return fail(what + " failed as " + failure.category() + ": " + failure.getMessage(), failure);
    }
    if (ended.thrown() != null) {
      return fail(what + " threw " + ended.thrown(), ended.thrown());
    }
    if (!(ended.value() instanceof AgentResult result)) {
      return fail(what + " gave " + ended.value() + "; expected an AgentResult");
    }
    JsonLike.check("output", body(result));
    return body(result);
  }

  private static @Nullable Object body(AgentResult result) {
    return switch (result) {
      case AgentResult.Completed completed -> completed.output();
      case AgentResult.LimitReached limited -> limited.output();
      case AgentResult.NeedsApproval asks ->
          Map.of("question", asks.question(), "details", asks.details());
    };
  }
}
