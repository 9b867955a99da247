package io.aiops.studio.host.isolate;

import io.aiops.studio.host.plugin.TestJars;

/** A well-meaning plugin with one of each kind; the agent does what its instruction says. */
final class AllKinds {

  private static final String AGENT =
      """
      public AgentResult run(AgentTask task, AgentContext context) throws Exception {
        Map<String, Object> in = task.inputs();
        switch (task.instruction()) {
          case "tells": {
            Map<String, Object> out = new LinkedHashMap<>();
            out.put("id", task.id());
            out.put("attempt", task.attempt());
            out.put("inputs", in);
            out.put("decisions", task.decisions().size());
            out.put("settings", context.settings());
            out.put("key", context.idempotencyKey());
            out.put("deadline", context.deadline().toString());
            out.put("tools", context.tools().get(0).name());
            out.put("cancelled", context.cancelled());
            out.put("numbers", List.of(1, 2L, 3.5, new java.math.BigDecimal("4.25"), Long.MAX_VALUE));
            out.put("loader", Thread.currentThread().getContextClassLoader() == getClass().getClassLoader());
            return new AgentResult.Completed(out);
          }
          case "nothing": return new AgentResult.Completed(null);
          case "null": return null;
          case "odd": return new AgentResult.Completed(Map.of("it", new Object()));
          case "limit": return new AgentResult.LimitReached("some", "8 turns");
          case "asks": return new AgentResult.NeedsApproval("May I?", Map.of("what", "that"));
          case "generates":
            return new AgentResult.Completed(
                context.generate(new ModelRequest("m", List.of(Message.user("hi")), context.tools(),
                    Map.of("temperature", 0.5))).text());
          case "calls": return new AgentResult.Completed(context.call("t", in));
          case "calls and minds":
            try {
              return new AgentResult.Completed(context.call("t", in));
            } catch (PluginException e) {
              return new AgentResult.Completed(e.category() + " " + e.getMessage() + " " + e.retryAfter().orElse(null));
            }
          case "progress":
            for (int i = 1; i <= 3; i++) { context.progress("step " + i); }
            return new AgentResult.Completed("done");
          case "copies": {
            FileRef from = FileRef.from(in.get("file")).orElseThrow();
            try (java.io.InputStream content = context.open(from)) {
              return new AgentResult.Completed(context.save("copy-" + from.name(), from.mediaType(), content));
            }
          }
          case "reaches out":
            context.requireFolder(java.nio.file.Path.of("/srv/data"));
            context.requireHost(java.net.URI.create("https://acme.example:8443/x"));
            return new AgentResult.Completed("may");
          case "opens none":
            context.open(new FileRef("none", "none", "text/plain", 1));
            return null;
          case "saves what breaks":
            context.save("x", "text/plain", new java.io.InputStream() {
              public int read() throws java.io.IOException { throw new java.io.IOException("disk"); }
            });
            return null;
          case "fails": throw new PluginException(PluginException.Category.RATE_LIMITED, "slow down", java.time.Duration.ofSeconds(7), null);
          case "breaks": throw new IllegalStateException("boom");
          case "overflows": return overflow(task, context);
          case "waits":
            context.progress("waiting");
            new java.util.concurrent.CountDownLatch(1).await();
            return null;
          case "listens":
            try {
              context.progress("waiting");
              new java.util.concurrent.CountDownLatch(1).await();
            } catch (InterruptedException e) {
              return new AgentResult.Completed("cancelled: " + context.cancelled());
            }
            return null;
          case "heard": return new AgentResult.Completed(List.copyOf(Hears.SEEN));
          case "prints": System.out.println("hello, log"); return new AgentResult.Completed("printed");
          default: throw new PluginException(PluginException.Category.INVALID_INPUT, "What is " + task.instruction() + "?");
        }
      }
      private AgentResult overflow(AgentTask task, AgentContext context) { return overflow(task, context); }
      """;

  private static final String CONNECTOR =
      """
      public List<Tool> tools() {
        return List.of(
            new Tool("add", "Add", "Adds.", "{\\"type\\": \\"object\\"}", Tool.Effect.REVERSIBLE,
                (arguments, context) -> {
                  if (arguments.get("a") == null) { return null; }
                  return Map.of(
                      "sum", ((Number) arguments.get("a")).intValue() + ((Number) arguments.get("b")).intValue(),
                      "by", context.settings().get("by"));
                }),
            new Tool("agentish", "Agentish", "Asks for what is not its.", "{\\"type\\": \\"object\\"}", Tool.Effect.NONE,
                (arguments, context) -> context instanceof AgentContext agent ? agent.call("t", Map.of()) : "no agent"));
      }
      """;

  private static final String MODEL =
      """
      public ModelResponse generate(ModelRequest request, CallContext context) {
        if (request.messages().isEmpty()) { return null; }
        context.progress("thinking");
        return new ModelResponse(
            request.messages().get(0).text() + "!" + request.tools().size(),
            List.of(new Message.ToolCall("1", "t", "{}")),
            new ModelResponse.Usage(3, 4), request.model(), true);
      }
      public List<String> models(CallContext context) { return List.of("a", "b"); }
      """;

  private static final String OBSERVER =
      """
      static final List<String> SEEN = new java.util.concurrent.CopyOnWriteArrayList<>();
      public void observe(WorkflowEvent event) throws Exception {
        if (event.type().equals("Bad")) { throw new Exception("bad event"); }
        SEEN.add(event.type() + " " + event.sequence() + " " + event.at() + " " + event.data());
      }
      """;

  private AllKinds() {}

  static byte[] jar() {
    return TestJars.bundle("acme.all", "1.0.0")
        .resource("in.json", "{\"type\": \"object\"}")
        .resource("settings.json", "{\"type\": \"object\", \"properties\": {}}")
        .component(
            "All",
            "Agent",
            """
            <property name="studio.name" value="all"/><property name="studio.title" value="All"/>
            <property name="studio.description" value="Does it all."/>
            <property name="studio.input" value="in.json"/>
            <property name="studio.settings" value="settings.json"/>
            """,
            "",
            AGENT)
        .component("Adds", "Connector", "adds", CONNECTOR)
        .component("Speaks", "ModelProvider", "speaks", MODEL)
        .component("Hears", "WorkflowObserver", "hears", OBSERVER)
        .build();
  }
}
