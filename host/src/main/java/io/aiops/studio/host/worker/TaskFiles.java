package io.aiops.studio.host.worker;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.api.PluginException;
import io.aiops.studio.api.PluginException.Category;
import io.aiops.studio.host.file.FileStore;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.NotFoundException;
import io.aiops.studio.host.taskqueue.Task;
import java.io.InputStream;
import java.time.Clock;

/** Files as a task may use them: of its own workspace only. */
final class TaskFiles {

  private final FileStore files;
  private final Clock clock;

  TaskFiles(FileStore files, Clock clock) {
    this.files = files;
    this.clock = clock;
  }

  InputStream open(Task task, FileRef file) {
    try {
      return files.open(task.workspaceId(), file.id());
    } catch (NotFoundException e) {
      throw new PluginException(Category.NOT_FOUND, String.valueOf(e.getMessage()), e);
    }
  }

  FileRef save(Task task, String name, String mediaType, InputStream content) {
    try {
      return files.save(
          task.workspaceId(), name, mediaType, content, task.startedBy(), clock.instant());
    } catch (InvalidException e) {
      throw new PluginException(Category.LIMIT_REACHED, String.valueOf(e.getMessage()), e);
    }
  }
}
