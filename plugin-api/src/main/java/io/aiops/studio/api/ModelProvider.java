package io.aiops.studio.api;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Reaches language models of one kind of service. One instance serves many calls at a time. */
@ConsumerType
public interface ModelProvider {

  /**
   * Makes one call. No retries of its own: they are the engine's.
   *
   * @param context its {@code progress} may be given the answer as it grows
   * @throws PluginException {@code RATE_LIMITED} with {@code retryAfter} if the service said so,
   *     {@code UNAVAILABLE}, {@code DENIED} for a bad key, {@code INVALID_INPUT} for a bad request
   */
  ModelResponse generate(ModelRequest request, CallContext context) throws Exception;

  /**
   * The models that can be asked for now, the default first.
   *
   * @throws PluginException {@code UNAVAILABLE} if the service does not answer
   */
  List<String> models(CallContext context) throws Exception;
}
