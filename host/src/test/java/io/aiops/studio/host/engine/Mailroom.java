package io.aiops.studio.host.engine;

import io.aiops.studio.api.AgentResult;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.host.plugin.FakePlugins;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** An agent that writes and sends, one that plans who is thanked, and what was sent and paid. */
final class Mailroom {

  final AtomicInteger modelCalls = new AtomicInteger();
  final List<Object> sent = new CopyOnWriteArrayList<>();

  FakePlugins plugins() {
    return new FakePlugins()
        .says(
            "fake",
            (message, context) -> {
              modelCalls.incrementAndGet();
              return "Dear x";
            })
        .tool(
            "mail",
            "send",
            (arguments, context) -> {
              sent.add(Map.copyOf(arguments));
              return Map.of("sent", arguments.get("text"));
            })
        .agent(
            "planner",
            (task, context) -> {
              context.generate(
                  new ModelRequest("", List.of(Message.user("plan")), List.of(), Map.of()));
              String sends = task.instruction().contains("may not use") ? "mail/send" : "bank/pay";
              return new AgentResult.Completed(
                  """
                  steps:
                    - {id: paid, kind: signal, signal: paid}
                    - {id: thank, kind: tool, tool: %s, input: {text: "{{ steps.paid.output }}"}}
                  edges: [{from: paid, to: thank}]
                  """
                      .formatted(sends));
            })
        .agent(
            "writer",
            (task, context) -> {
              String text =
                  context
                      .generate(
                          new ModelRequest("", List.of(Message.user("write")), List.of(), Map.of()))
                      .text();
              return new AgentResult.Completed(context.call("mail__send", Map.of("text", text)));
            });
  }
}
