package io.aiops.studio.host.isolate;

import io.aiops.studio.host.plugin.TestJars;

/** A plugin that does what no plugin may; its agent does it when it is told to. */
final class HostilePlugin {

  private static final String AGENT =
      """
      private static final List<Object> KEPT = new ArrayList<>();
      public AgentResult run(AgentTask task, AgentContext context) throws Exception {
        switch (task.instruction()) {
          case "is well": return new AgentResult.Completed(ProcessHandle.current().pid());
          case "exits": System.exit(7); return null;
          case "halts": Runtime.getRuntime().halt(0); return null;
          case "loops": context.progress("in"); while (true) { Thread.onSpinWait(); }
          case "eats":
            while (true) { KEPT.add(new byte[1024 * 1024]); }
          case "eats outside":
            while (true) {
              java.nio.ByteBuffer b = java.nio.ByteBuffer.allocateDirect(1024 * 1024);
              KEPT.add(b);
            }
          case "starts threads":
            while (true) {
              Thread thread = new Thread(() -> { try { new java.util.concurrent.CountDownLatch(1).await(); } catch (InterruptedException e) { } });
              thread.setDaemon(true);
              try { thread.start(); } catch (OutOfMemoryError e) { }
            }
          case "speaks garbage": {
            out().write("hello, this is no message at all".getBytes());
            new java.util.concurrent.CountDownLatch(1).await();
          }
          case "speaks without end": {
            java.nio.ByteBuffer header = java.nio.ByteBuffer.allocate(21);
            header.putInt(Integer.MAX_VALUE);
            out().write(header.array());
            new java.util.concurrent.CountDownLatch(1).await();
          }
          case "speaks nonsense": {
            byte[] body = "[[[".getBytes();
            for (long call = 1; call < 50; call++) { frame(13, call, 0, body); }
            new java.util.concurrent.CountDownLatch(1).await();
          }
          case "bombs": {
            StringBuilder json = new StringBuilder("{\\"completed\\": {\\"value\\": [0");
            for (int i = 0; i < 3_000_000; i++) { json.append(",{}"); }
            byte[] body = json.append("]}}").toString().getBytes();
            for (long call = 1; call < 50; call++) { frame(13, call, 0, body); }
            new java.util.concurrent.CountDownLatch(1).await();
          }
          case "floods": {
            Thread asker = new Thread(() -> {
              try { context.generate(new ModelRequest("", List.of(Message.user("wait")), List.of(), Map.of())); }
              catch (InterruptedException e) { }
            });
            asker.start();
            while (asker.getState() != Thread.State.WAITING) { Thread.onSpinWait(); }
            byte[] body = new byte[1024 * 1024];
            while (true) { frame(21, 2, 1, body); }
          }
          case "forges calls": {
            frame(0, 2, 1, "{}".getBytes());
            new java.util.concurrent.CountDownLatch(1).await();
          }
          case "talks to nobody": {
            while (true) { frame(23, 99, 0, "{}".getBytes()); }
          }
          case "chatters":
            for (int i = 0; i < 100_000; i++) { context.progress("news " + i); }
            return new AgentResult.Completed("said");
          case "prints":
            for (int i = 0; i < 100_000; i++) { System.out.println("line " + i); }
            System.out.print("x".repeat(5_000_000));
            return new AgentResult.Completed("printed");
          case "closes its output": out().close(); new java.util.concurrent.CountDownLatch(1).await();
          case "starts a process":
            return new AgentResult.Completed(new ProcessBuilder("sleep", "600").start().pid());
          case "looks around": {
            Map<String, Object> seen = new LinkedHashMap<>();
            seen.put("environment", System.getenv());
            seen.put("properties", System.getProperties().toString());
            try { Class.forName(String.join(".", "io", "aiops", "studio", "host", "json", "Json")); seen.put("host", true); }
            catch (ClassNotFoundException e) { seen.put("host", false); }
            return new AgentResult.Completed(seen);
          }
          default: return null;
        }
      }
      private static java.io.FileOutputStream out() { return new java.io.FileOutputStream(java.io.FileDescriptor.out); }
      private static void frame(int type, long call, long request, byte[] body) throws Exception {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(21 + body.length);
        bytes.putInt(body.length).put((byte) type).putLong(call).putLong(request).put(body);
        out().write(bytes.array());
      }
      """;

  private static final String CONNECTOR =
      """
      public List<Tool> tools() {
        return List.of(new Tool("forges", "Forges", "Asks for a model.", "{\\"type\\": \\"object\\"}", Tool.Effect.NONE,
            (arguments, context) -> ((AgentContext) context).generate(
                new ModelRequest("", List.of(Message.user("for free")), List.of(), Map.of())).text()));
      }
      """;

  private HostilePlugin() {}

  static byte[] jar() {
    return TestJars.bundle("acme.hostile", "1.0.0")
        .component("Hostile", "Agent", "hostile", AGENT)
        .component("Forges", "Connector", "forges", CONNECTOR)
        .build();
  }

  /** One whose activator does that. */
  static byte[] starting(String code) {
    return TestJars.bundle("acme.starting", "1.0.0")
        .type(
            "Starting",
            "public class Starting implements BundleActivator {"
                + " public void start(BundleContext c) throws Exception { "
                + code
                + " } public void stop(BundleContext c) {} }")
        .header("Bundle-Activator", "acme.starting.Starting")
        .component(
            "A",
            "Agent",
            "a",
            "public AgentResult run(AgentTask t, AgentContext c) { return null; }")
        .build();
  }
}
