package io.aiops.studio.host.grant;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Folders of the server's machine. A folder is granted with all that is in it. */
final class FolderRule {

  private FolderRule() {}

  /** Whether it is the absolute path of a folder, written without detours. */
  static boolean isFolder(String text) {
    try {
      Path path = Path.of(text);
      return path.isAbsolute()
          && path.normalize().toString().equals(text)
          && text.chars().noneMatch(Character::isISOControl);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  static boolean covers(String granted, Path asked) {
    try {
      return asked.isAbsolute() && asked.normalize().startsWith(Path.of(granted).normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
