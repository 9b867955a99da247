package io.aiops.studio.host.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.aiops.studio.api.Agent;
import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.AgentTask;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.taskqueue.Command.Result;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever an agent does badly, the answer is an outcome that says so. */
@Timeout(120)
class BadAgentsTest {

  private final WorkerBench bench = new WorkerBench();

  @AfterEach
  void close() {
    bench.close();
  }

  /**
   * @param category and what the message must hold
   */
  record Row(String name, Agent agent, String category, boolean retryHelps, String... message) {
    @Override
    public String toString() {
      return name;
    }
  }

  @ParameterizedTest
  @MethodSource("bad")
  void what_an_agent_does_badly_becomes_a_failure_that_says_so(Row row) {
    bench.plugins.agent("bad", row.agent());
    Result result = bench.run(WorkerBench.agent("bad"));
    assertThat(result.failure()).isNotNull();
    assertThat(result.failure().category()).isEqualTo(row.category());
    assertThat(result.failure().message()).contains(row.message());
    assertThat(result.retryHelps()).isEqualTo(row.retryHelps());
    assertThat(result.failure().message()).hasSizeLessThan(2_000);
    assertThat(result.failure().plugin()).isEqualTo("bad 1.0.0");
  }

  static Stream<Row> bad() {
    Map<String, Object> selfish = new HashMap<>();
    selfish.put("me", selfish);
    return Stream.of(
        new Row(
            "says what is wrong",
            (task, context) -> {
              throw new PluginException(Category.DENIED, "no key");
            },
            "denied",
            false,
            "no key"),
        new Row(
            "throws anything",
            (task, context) -> {
              throw new IllegalStateException("broken");
            },
            "internal",
            true,
            "Agent 'bad' failed: IllegalStateException: broken"),
        new Row(
            "throws without a word",
            (task, context) -> {
              throw new IOException();
            },
            "internal",
            true,
            "Agent 'bad' failed: IOException"),
        new Row(
            "overflows its stack", BadAgentsTest::deeper, "internal", true, "StackOverflowError"),
        new Row(
            "misses a class",
            (task, context) -> {
              throw new NoClassDefFoundError("com/acme/Gone");
            },
            "internal",
            true,
            "NoClassDefFoundError: com/acme/Gone"),
        new Row(
            "cannot even say what is wrong",
            (task, context) -> {
              throw new IllegalStateException() {
                @Override
                public String getMessage() {
                  throw new UnsupportedOperationException("twice broken");
                }
              };
            },
            "internal",
            true,
            "Agent 'bad' failed"),
        new Row("returns nothing", (task, context) -> null, "internal", true, "returned null"),
        new Row(
            "asks too much",
            (task, context) ->
                new AgentResult.NeedsApproval("pay?", Map.of("x", "x".repeat(300_000))),
            "invalid-input",
            false,
            "300008 bytes"),
        returns(
            "returns an object",
            Map.of("a", List.of(1, new StringBuilder("x"))),
            "internal",
            "output.a[1] is a java.lang.StringBuilder, which JSON does not know"),
        returns("returns no number", List.of(Double.NaN), "internal", "output[0] is NaN"),
        returns("returns a huge number", List.of(new BigDecimal("1E400")), "internal", "too large"),
        returns("returns odd keys", Map.of(1, 2), "internal", "key that is no string: 1"),
        returns("returns itself", selfish, "internal", "deeper than"),
        returns("returns without end", endless(), "limit-reached", "more than", "as a file"),
        returns(
            "returns a very long text",
            Collections.nCopies(20, "x".repeat(1024 * 1024)),
            "limit-reached",
            "more than",
            "as a file"),
        returns("returns a number of its own", new Half(), "internal", "Half"),
        returns(
            "returns a list that fails",
            new AbstractList<Object>() {
              @Override
              public Object get(int index) {
                throw new AssertionError("not yet loaded");
              }

              @Override
              public int size() {
                return 1;
              }
            },
            "internal",
            "not yet loaded"));
  }

  private static Row returns(String name, Object output, String category, String... message) {
    return new Row(
        name,
        (task, context) -> new AgentResult.Completed(output),
        category,
        category.equals("internal"),
        message);
  }

  private static AgentResult deeper(AgentTask task, AgentContext context) {
    return deeper(task, context);
  }

  private static List<Object> endless() {
    return new AbstractList<>() {
      @Override
      public Object get(int index) {
        return index;
      }

      @Override
      public int size() {
        return Integer.MAX_VALUE;
      }
    };
  }

  private static final class Half extends Number {
    private static final long serialVersionUID = 1L;

    @Override
    public int intValue() {
      return 0;
    }

    @Override
    public long longValue() {
      return 0;
    }

    @Override
    public float floatValue() {
      return 0.5f;
    }

    @Override
    public double doubleValue() {
      return 0.5;
    }
  }
}
