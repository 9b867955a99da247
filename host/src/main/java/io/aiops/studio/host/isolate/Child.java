package io.aiops.studio.host.isolate;

import io.aiops.studio.host.isolate.Frame.Type;
import io.aiops.studio.host.plugin.LoneBundle;
import io.aiops.studio.host.plugin.Offer;
import io.aiops.studio.host.plugin.PluginView.Kind;
import io.aiops.studio.host.problem.InvalidException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * The process of one plugin: starts the bundle that lies in its working folder, then answers the
 * calls that come on its standard input, until that ends. What the plugin prints goes to standard
 * error.
 */
public final class Child {

  /** In the working folder. */
  static final String BUNDLE = "bundle.jar";

  private final Pipe pipe;
  private final Services services;
  private final Map<Long, ChildCall> calls = new ConcurrentHashMap<>();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("call-", 1).factory());

  private Child(Pipe pipe, Services services) {
    this.pipe = pipe;
    this.services = services;
  }

  /** Takes no arguments: the command line of a process is read by everybody. */
  public static void main(String[] arguments) throws IOException {
    Pipe pipe =
        new Pipe(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    System.setIn(InputStream.nullInputStream());
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.setOut(err);
    System.setErr(err);
    Runtime.getRuntime().halt(serve(pipe) ? 0 : 1);
  }

  private static boolean serve(Pipe pipe) throws IOException {
    LoneBundle bundle;
    try {
      bundle = LoneBundle.start(Path.of(BUNDLE), Path.of("cache"));
    } catch (InvalidException e) {
      pipe.write(Frame.of(Type.UNFIT, 0, 0, e.problems().getFirst().message()));
      return false;
    }
    Services services = new Services();
    try {
      for (Offer offer : bundle.offers()) {
        services.add(offer);
      }
    } catch (InvalidException e) {
      pipe.write(Frame.of(Type.UNFIT, 0, 0, e.problems().getFirst().message()));
      return false;
    }
    pipe.write(Frame.of(Type.READY, 0, 0, services.ready()));
    if (new Child(pipe, services).answer()) {
      bundle.close();
    }
    return true;
  }

  /**
   * @return true if it was told to end; false if nobody is there any more
   */
  private boolean answer() throws IOException {
    while (true) {
      Frame frame = pipe.read();
      if (frame == null) {
        return false;
      }
      switch (frame.type()) {
        case PING -> pipe.write(Frame.bare(Type.PONG, 0, frame.request()));
        case STOP -> {
          calls.values().forEach(ChildCall::cancel);
          return true;
        }
        case AGENT, TOOL, GENERATE, MODELS, OBSERVE -> begin(frame);
        default -> pass(frame);
      }
    }
  }

  private void begin(Frame frame) {
    ChildCall call = new ChildCall(pipe, frame.call());
    calls.put(frame.call(), call);
    threads.execute(() -> {
      try {
        call.run(() -> services.run(frame, call));
      } finally {
        calls.remove(frame.call());
      }
    });
  }

  /** To the call it is for; none if that has ended. */
  private void pass(Frame frame) {
    @Nullable ChildCall call = calls.get(frame.call());
    if (call != null) {
      call.hear(frame);
    }
  }

  /** Of a plugin's own naming. */
  record Key(Kind kind, String name) {}
}
