package io.aiops.studio.host.crash;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.host.plugin.FakePlugins;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Agents, models and tools of the courses. */
final class Outside {

  /** More than a row of the log or the ledger takes, and than a message over a connection. */
  private static final int MUCH = 150_000;

  private static final String PLAN =
      """
      steps:
        - {id: a, kind: tool, tool: mail/post, input: {text: one}}
        - {id: b, kind: tool, tool: mail/post, input: {text: two}}
      edges: [{from: a, to: b}]
      """;

  private Outside() {}

  /** What the courses run; all that is asked is noted. */
  static FakePlugins plugins(Effects effects) {
    return new FakePlugins()
        .agent(
            "writer",
            (task, context) -> {
              ModelRequest ask = saying(task.instruction());
              String text = context.generate(ask).text();
              context.call("mail__post", Map.of("text", text));
              return new AgentResult.Completed(context.generate(ask).text());
            })
        .agent(
            "planner",
            (task, context) -> {
              context.generate(saying(task.instruction()));
              return new AgentResult.Completed(PLAN);
            })
        .agent(
            "second-time",
            (task, context) -> {
              if (task.attempt() == 1) {
                throw new PluginException(PluginException.Category.UNAVAILABLE, "not yet");
              }
              return new AgentResult.Completed(task.attempt());
            })
        .agent(
            "mended",
            (task, context) -> {
              if (effects.first(context.idempotencyKey())) {
                throw new PluginException(PluginException.Category.DENIED, "broken");
              }
              return new AgentResult.Completed("mended");
            })
        .agent(
            "slow-first",
            (task, context) -> {
              if (task.attempt() == 1) {
                new CountDownLatch(1).await();
              }
              return new AgentResult.Completed("done");
            })
        .agent(
            "says-odd",
            (task, context) -> {
              context.call("mail__post", Map.of("text", "once"));
              return new AgentResult.Completed(OddEngine.ODD);
            })
        .agent(
            "says-much",
            (task, context) -> new AgentResult.Completed(context.generate(saying("much")).text()))
        .agent(
            "refuses",
            (task, context) -> {
              throw new PluginException(PluginException.Category.DENIED, "no");
            })
        .says(
            "fake",
            (message, context) -> {
              effects.called(context.idempotencyKey(), message);
              return message.equals("much") ? "x".repeat(MUCH) : "told";
            })
        .tool(
            "away",
            "post",
            (arguments, context) -> {
              throw new PluginException(PluginException.Category.UNAVAILABLE, "moved");
            })
        .tool(
            "mail",
            "post",
            (arguments, context) -> {
              effects.called(context.idempotencyKey(), "post " + arguments.get("text"));
              return "posted";
            });
  }

  private static ModelRequest saying(String text) {
    return new ModelRequest("", List.of(Message.user(text)), List.of(), Map.of());
  }
}
