package io.aiops.studio.plugins.file;

import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What a failure of the file system means to the caller. */
final class Trouble {

  private Trouble() {}

  static PluginException of(IOException e) {
    String file = e instanceof FileSystemException at && at.getFile() != null ? at.getFile() : "";
    return switch (e) {
      case NoSuchFileException missing -> missing(file);
      case AccessDeniedException denied ->
          new PluginException(
              Category.DENIED,
              "The server's own user may not use '" + file + "'; change its permissions.",
              e);
      case NotDirectoryException other -> noFolder(file);
      default ->
          new PluginException(
              Category.UNAVAILABLE,
              "The file system refused: " + e.getMessage() + ". Trying again later can help.",
              e);
    };
  }

  static PluginException missing(String path) {
    return new PluginException(Category.NOT_FOUND, "There is no '" + path + "' in the folder.");
  }

  static PluginException noFolder(String path) {
    return new PluginException(
        Category.INVALID_INPUT, "'" + path + "' is no folder; expected one.");
  }

  static PluginException link(String path) {
    return new PluginException(
        Category.DENIED,
        "'" + path + "' is a symbolic link; links are not followed, name the file itself.");
  }
}
