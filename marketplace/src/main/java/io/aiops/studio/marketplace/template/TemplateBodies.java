package io.aiops.studio.marketplace.template;

import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.rest.Bodies;
import io.aiops.studio.host.rest.Callers;
import jakarta.ws.rs.core.SecurityContext;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Templates as bodies of calls. */
public final class TemplateBodies {

  /** Its own media type. */
  public static final String FILE = "application/vnd.aiops.studio.template+zip";

  /** What programs say that do not know it. */
  public static final String ANY = "application/octet-stream";

  /** What it is as well. */
  public static final String ZIP = "application/zip";

  private TemplateBodies() {}

  /** Before the body is read, which may be large. */
  public static Caller builder(SecurityContext who) {
    Caller caller = Callers.of(who);
    caller.require(Permission.BUILD);
    return caller;
  }

  /**
   * @param length as the call says; null if it does not
   */
  public static TemplateFile read(InputStream body, @Nullable String length) throws IOException {
    return TemplateFile.read(
        "template", Bodies.bounded(body, TemplateFile.LARGEST, length).readAllBytes());
  }
}
