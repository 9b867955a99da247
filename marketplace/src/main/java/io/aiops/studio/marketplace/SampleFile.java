package io.aiops.studio.marketplace;

import java.io.IOException;
import java.io.InputStream;

/**
 * A file to try a template on.
 *
 * @param input the workflow's input that takes it
 * @param name file name
 * @param mediaType what it is
 */
public record SampleFile(String input, String name, String mediaType, String resource) {

  /** Its bytes; the caller closes it. */
  public InputStream open() throws IOException {
    return Resources.open(resource);
  }
}
