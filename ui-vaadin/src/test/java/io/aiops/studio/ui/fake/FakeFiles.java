package io.aiops.studio.ui.fake;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** Files in memory. */
public final class FakeFiles implements FileService {

  private final Map<String, FileRef> refs = new HashMap<>();
  private final Map<String, byte[]> contents = new HashMap<>();

  @Override
  public FileRef save(Caller caller, String name, String mediaType, InputStream content) {
    try {
      byte[] bytes = content.readAllBytes();
      FileRef ref = new FileRef("file-" + refs.size(), name, mediaType, bytes.length);
      refs.put(ref.id(), ref);
      contents.put(ref.id(), bytes);
      return ref;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public FileRef info(Caller caller, String fileId) {
    FileRef ref = refs.get(fileId);
    if (ref == null) {
      throw new NotFoundException("file", fileId);
    }
    return ref;
  }

  @Override
  public InputStream open(Caller caller, String fileId) {
    info(caller, fileId);
    return new ByteArrayInputStream(contents.get(fileId));
  }
}
