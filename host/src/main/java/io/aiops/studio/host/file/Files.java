package io.aiops.studio.host.file;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.identity.Permission;
import io.aiops.studio.host.problem.InvalidException;
import java.io.InputStream;
import java.time.Clock;
import java.util.regex.Pattern;

/** Checks who asks and what for, then asks the store. */
public final class Files implements FileService {

  private static final int LONGEST_NAME = 255;
  private static final Pattern UNFIT = Pattern.compile("[/\\\\\\p{Cntrl}]");
  private static final Pattern MEDIA_TYPE =
      Pattern.compile("[\\w.+-]{1,100}/[\\w.+-]{1,100}(;[ -~]{0,200})?");

  private final FileStore store;
  private final Clock clock;

  public Files(FileStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public FileRef save(Caller caller, String name, String mediaType, InputStream content) {
    caller.require(Permission.RUN);
    if (name.isBlank() || name.length() > LONGEST_NAME || UNFIT.matcher(name).find()) {
      throw new InvalidException(
          "name",
          "'"
              + UNFIT.matcher(name.substring(0, Math.min(40, name.length()))).replaceAll("?")
              + "' is not a file name: expected 1 to 255 characters without folders");
    }
    String type = mediaType.isBlank() ? "application/octet-stream" : mediaType;
    if (!MEDIA_TYPE.matcher(type).matches()) {
      throw new InvalidException("mediaType", "is not a media type such as text/plain");
    }
    try (Arrival arrival = Arrival.of(content)) {
      return store.save(
          caller.workspaceId(), name, type, arrival.content(), caller.userName(), clock.instant());
    }
  }

  @Override
  public FileRef info(Caller caller, String fileId) {
    caller.require(Permission.VIEW);
    return store.info(caller.workspaceId(), fileId);
  }

  @Override
  public InputStream open(Caller caller, String fileId) {
    caller.require(Permission.VIEW);
    return store.open(caller.workspaceId(), fileId);
  }
}
