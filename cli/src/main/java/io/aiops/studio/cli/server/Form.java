package io.aiops.studio.cli.server;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A body of several parts, as multipart/form-data (RFC 7578) has them. Files are read as they go.
 */
public final class Form {

  /** What a part's name or file name must not hold as it is. */
  private static final String UNFIT = "[\"\\\\\\p{Cntrl}]";

  private record Part(String head, BodyPublisher content) {}

  private final String boundary = "studio-" + UUID.randomUUID();
  private final List<Part> parts = new ArrayList<>();

  public Form text(String name, String value) {
    parts.add(new Part(head(name, ""), BodyPublishers.ofString(value)));
    return this;
  }

  /**
   * @throws FileNotFoundException if there is none that can be read
   */
  public Form file(String name, Path file) throws FileNotFoundException {
    String fileName = "; filename=\"" + fit(String.valueOf(file.getFileName())) + "\"";
    String type = "\r\nContent-Type: application/octet-stream";
    parts.add(new Part(head(name, fileName + type), BodyPublishers.ofFile(file)));
    return this;
  }

  private String head(String name, String more) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n"
        .formatted(boundary, fit(name), more);
  }

  private static String fit(String text) {
    return text.replaceAll(UNFIT, "_");
  }

  String mediaType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher body() {
    List<BodyPublisher> all = new ArrayList<>();
    for (Part part : parts) {
      all.add(BodyPublishers.ofString(part.head()));
      all.add(part.content());
      all.add(BodyPublishers.ofString("\r\n"));
    }
    all.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
    return BodyPublishers.concat(all.toArray(BodyPublisher[]::new));
  }
}
