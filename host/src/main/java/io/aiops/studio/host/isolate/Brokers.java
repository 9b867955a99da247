package io.aiops.studio.host.isolate;

import io.aiops.studio.api.AgentContext;
import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.isolate.Frame.Type;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers what a plugin asks during a call, out of the very context that it would be lent in this
 * process: grants, records, places and secrets are looked after there.
 */
final class Brokers implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Brokers.class);
  private static final byte[] NOTHING = new byte[0];
  private static final int MOST_FILES = 64;
  private static final int MOST_REFUSALS = 16;
  private static final Set<Type> PIECES = Set.of(Type.CHUNK, Type.BROKEN);

  private final Conversation conversation;
  private final CallContext context;
  private final Map<Long, InputStream> files = new HashMap<>();
  private final Map<Long, RuntimeException> refusals =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, RuntimeException> eldest) {
          return size() > MOST_REFUSALS;
        }
      };
  private long handles;

  Brokers(Conversation conversation, CallContext context) {
    this.conversation = conversation;
    this.context = context;
  }

  boolean cancelled() {
    return context.cancelled();
  }

  /** What the studio itself threw to that request: it means more here than its copy does. */
  @Nullable RuntimeException refusal(long request) {
    return refusals.get(request);
  }

  void answer(Frame frame) {
    try {
      answered(frame);
    } catch (InterruptedException | InterruptedIOException e) {
      // Whoever waits for the plugin is told by the next look at the thread.
      Thread.currentThread().interrupt();
      conversation.refuse(
          frame.request(), new PluginException(Category.CANCELLED, "The call was cancelled"));
    } catch (IOException e) {
      conversation.refuse(frame.request(), e);
    } catch (RuntimeException e) {
      refusals.put(frame.request(), e);
      conversation.refuse(frame.request(), e);
    }
  }

  private void answered(Frame frame) throws IOException, InterruptedException {
    long request = frame.request();
    switch (frame.type()) {
      case PROGRESS -> context.progress(conversation.read(frame, String.class));
      case ASK_MODEL ->
          conversation.tell(
              request, agent().generate(conversation.read(frame, ModelRequest.class)));
      case ASK_TOOL -> {
        Wire.AskTool asked = conversation.read(frame, Wire.AskTool.class);
        conversation.tell(request, new Wire.Value(agent().call(asked.tool(), asked.arguments())));
      }
      case REQUIRE_HOST -> {
        context.requireHost(uri(conversation.read(frame, String.class)));
        conversation.tell(request, NOTHING);
      }
      case REQUIRE_FOLDER -> {
        context.requireFolder(path(conversation.read(frame, String.class)));
        conversation.tell(request, NOTHING);
      }
      case OPEN -> open(request, conversation.read(frame, FileRef.class));
      case READ -> read(request, conversation.read(frame, Wire.Read.class));
      case CLOSE -> close(conversation.read(frame, Long.class));
      case SAVE -> {
        Wire.Save asked = conversation.read(frame, Wire.Save.class);
        conversation.tell(
            request, context.save(asked.name(), asked.mediaType(), new Pulled(request)));
      }
      case CHUNK, BROKEN -> LOG.debug("A piece of a file that nobody saves any more");
      default ->
          throw new PluginException(Category.INVALID_INPUT, "There is no " + frame.type() + " now");
    }
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new PluginException(Category.INVALID_INPUT, "'" + text + "' is no address", e);
    }
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new PluginException(Category.INVALID_INPUT, "'" + text + "' is no path", e);
    }
  }

  private AgentContext agent() {
    if (context instanceof AgentContext agent) {
      return agent;
    }
    throw new PluginException(Category.DENIED, "Only agents are lent a model and tools");
  }

  private void open(long request, FileRef file) throws IOException {
    if (files.size() >= MOST_FILES) {
      throw new PluginException(
          Category.LIMIT_REACHED,
          "A call may have " + MOST_FILES + " files open; close some first");
    }
    InputStream in = context.open(file);
    files.put(++handles, in);
    conversation.tell(request, (Object) handles);
  }

  private void read(long request, Wire.Read asked) throws IOException {
    InputStream in = files.get(asked.file());
    if (in == null) {
      throw new IOException("The file is closed");
    }
    int most = Math.clamp(asked.most(), 1, ChildContext.CHUNK);
    conversation.tell(request, in.readNBytes(most));
  }

  private void close(long file) throws IOException {
    InputStream in = files.remove(file);
    if (in != null) {
      in.close();
    }
  }

  /** What the plugin saves: asked for piece by piece, while anything else it asks is answered. */
  private final class Pulled extends PieceStream {
    private final long request;

    Pulled(long request) {
      this.request = request;
    }

    @Override
    byte[] next() throws IOException {
      conversation.pull(request);
      Frame frame;
      try {
        frame = conversation.next(PIECES, request);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("The call was cancelled");
      }
      if (frame.type() == Type.BROKEN) {
        throw new IOException("The plugin could not read on what it saves");
      }
      return frame.body();
    }
  }

  @Override
  public void close() {
    for (InputStream in : files.values()) {
      try {
        in.close();
      } catch (IOException e) {
        LOG.debug("A file that a plugin left open did not close", e);
      }
    }
    files.clear();
  }
}
