package io.aiops.studio.plugins.testkit;

import io.aiops.studio.api.CallContext;
import io.aiops.studio.api.Message;
import io.aiops.studio.api.ModelProvider;
import io.aiops.studio.api.ModelRequest;
import io.aiops.studio.api.ModelResponse;
import io.aiops.studio.api.PluginException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A model that says what a test wrote down, in that order; the last line is repeated. Remembers
 * what it was asked.
 *
 * <pre>{@code
 * ScriptedModel.calling("file_read", "{\"path\":\"a.txt\"}").thenAnswering("It is about apples.")
 * }</pre>
 */
public final class ScriptedModel implements ModelProvider {

  private static final ModelResponse.Usage USAGE = new ModelResponse.Usage(10, 5);

  private sealed interface Line {
    record Answer(ModelResponse response) implements Line {}

    record Failure(PluginException failure) implements Line {}

    record Silence() implements Line {}
  }

  private final List<Line> script = new ArrayList<>();
  private final List<ModelRequest> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch asked = new CountDownLatch(1);
  private int next;

  private ScriptedModel() {}

  public static ScriptedModel answering(String text) {
    return new ScriptedModel().thenAnswering(text);
  }

  /**
   * @param arguments JSON text
   */
  public static ScriptedModel calling(String tool, String arguments) {
    return new ScriptedModel().thenCalling(tool, arguments);
  }

  public static ScriptedModel failing(PluginException.Category category) {
    return new ScriptedModel().thenFailing(category);
  }

  /** Never answers; ends when its thread is interrupted. */
  public static ScriptedModel silent() {
    return new ScriptedModel().then(new Line.Silence());
  }

  public ScriptedModel thenAnswering(String text) {
    return then(new Line.Answer(new ModelResponse(text, List.of(), USAGE, "scripted", true)));
  }

  public ScriptedModel thenCalling(String tool, String arguments) {
    Message.ToolCall call = new Message.ToolCall("call-" + (script.size() + 1), tool, arguments);
    return then(new Line.Answer(new ModelResponse("", List.of(call), USAGE, "scripted", true)));
  }

  public ScriptedModel thenFailing(PluginException.Category category) {
    return then(new Line.Failure(new PluginException(category, "The script says so.")));
  }

  private synchronized ScriptedModel then(Line line) {
    script.add(line);
    return this;
  }

  /** What it was asked so far, oldest first. */
  public List<ModelRequest> requests() {
    return List.copyOf(requests);
  }

  /** Zero once it was asked for the first time. */
  CountDownLatch asked() {
    return asked;
  }

  @Override
  public ModelResponse generate(ModelRequest request, CallContext context)
      throws InterruptedException {
    requests.add(request);
    asked.countDown();
    return switch (line()) {
      case Line.Answer answer -> answer.response();
      case Line.Failure failure -> throw failure.failure();
      case Line.Silence silence -> {
        new CountDownLatch(1).await();
        throw new IllegalStateException("Nothing counts down; only an interrupt ends it");
      }
    };
  }

  private synchronized Line line() {
    Line line = script.get(Math.min(next, script.size() - 1));
    next++;
    return line;
  }

  @Override
  public List<String> models(CallContext context) {
    return List.of("scripted");
  }
}
