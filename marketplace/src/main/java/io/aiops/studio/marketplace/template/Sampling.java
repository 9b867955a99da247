package io.aiops.studio.marketplace.template;

import io.aiops.studio.api.FileRef;
import io.aiops.studio.host.definition.SchemaCheck;
import io.aiops.studio.host.definition.Workflow;
import io.aiops.studio.host.file.FileService;
import io.aiops.studio.host.identity.Caller;
import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes a workspace's inputs into a sample, files and all, and a sample's into a workspace. */
final class Sampling {

  private final FileService files;

  Sampling(FileService files) {
    this.files = files;
  }

  /**
   * @param given inputs as an execution takes them
   * @throws InvalidException if they do not fit the workflow, or a file is too large
   */
  Sample of(Caller caller, Workflow workflow, Map<String, @Nullable Object> given) {
    if (given.isEmpty()) {
      return Sample.NONE;
    }
    List<Problem> problems =
        SchemaCheck.check(workflow.inputs(), given).stream()
            .map(each -> new Problem("sample." + each.path(), each.message()))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>();
    List<SampleInput> contents = new ArrayList<>();
    given.forEach((name, value) -> {
      Optional<FileRef> file = FileRef.from(value);
      if (file.isPresent()) {
        contents.add(content(caller, name, file.get().id()));
      } else {
        refuseFilesWithin("sample." + name, value);
        inputs.put(name, value);
      }
    });
    return new Sample(inputs, contents);
  }

  private SampleInput content(Caller caller, String input, String id) {
    FileRef file = files.info(caller, id);
    if (file.size() > Sample.LARGEST) {
      throw new InvalidException(
          "sample." + input,
          "is a file of %d bytes; at most %d.".formatted(file.size(), Sample.LARGEST));
    }
    try (InputStream in = files.open(caller, id)) {
      return new SampleInput(input, file.name(), file.mediaType(), in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("The sample file '" + file.name() + "' cannot be read", e);
    }
  }

  private static void refuseFilesWithin(String path, @Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, each) -> refuseFilesWithin(path + "." + key, each));
    } else if (value instanceof List<?> list) {
      list.forEach(each -> refuseFilesWithin(path + "[]", each));
    }
    if (FileRef.from(value).isPresent()) {
      throw new InvalidException(
          path, "is a file within another value; a sample has files as inputs of their own only.");
    }
  }

  /**
   * Keeps the files of a sample.
   *
   * @return inputs that an execution can be started with
   */
  Map<String, @Nullable Object> keep(Caller caller, Sample sample) {
    Map<String, @Nullable Object> inputs = new LinkedHashMap<>(sample.inputs());
    for (SampleInput file : sample.files()) {
      FileRef kept =
          files.save(
              caller, file.name(), file.mediaType(), new ByteArrayInputStream(file.content()));
      inputs.put(file.input(), kept.toMap());
    }
    return inputs;
  }
}
