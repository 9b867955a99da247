package io.aiops.studio.marketplace.catalog;

import java.io.IOException;

/** Brings the files of a catalog that is no more than files. Nothing that it brings is trusted. */
interface Carrier {

  /** Where files that the index names are, each under its hash. */
  String FILES = "files/";

  /**
   * @param path the index's, or one below {@link #FILES}
   * @param most bytes; more are an IOException
   */
  byte[] read(String path, long most) throws IOException;

  static IOException tooLarge(String path, long most) {
    return new IOException(path + " is larger than " + most + " bytes");
  }
}
