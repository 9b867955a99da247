package io.aiops.studio.host.rest;

import io.aiops.studio.host.problem.InvalidException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A body that breaks off or is no form is the sender's mistake, not an error of the server. */
@Provider
public class BodyReading implements ReaderInterceptor {

  private static final Logger LOG = LoggerFactory.getLogger(BodyReading.class);

  @Override
  public @Nullable Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    try {
      return context.proceed();
    } catch (RefusedException | InvalidException | WebApplicationException e) {
      throw e;
    } catch (IOException e) {
      throw unreadable(e);
    } catch (RuntimeException e) {
      // The reader of forms has no exception of its own for a part without its headers.
      if (context.getMediaType().isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE)) {
        throw unreadable(e);
      }
      throw e;
    }
  }

  static RefusedException unreadable(Exception cause) {
    LOG.info("A body is refused, it cannot be read: {}", cause.toString());
    RefusedException refused =
        new RefusedException(
            400,
            "The body could not be read as what 'Content-Type' says: it breaks off or lacks a part."
                + " Nothing was kept; send it again, whole.");
    refused.initCause(cause);
    return refused;
  }
}
