package io.aiops.studio.marketplace.publishing;

import io.aiops.studio.host.problem.InvalidException;
import io.aiops.studio.host.problem.Problem;
import io.aiops.studio.marketplace.listing.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * What a publisher says of a version beside the package.
 *
 * @param notes what is new, Markdown, at most 4000 characters
 * @param tags at most 10
 * @param categories at most 3
 */
public record About(String notes, List<String> tags, List<String> categories) {

  public static final About NOTHING = new About("", List.of(), List.of());

  public About {
    tags = List.copyOf(tags);
    categories = List.copyOf(categories);
  }

  About checked() {
    List<Problem> problems = new ArrayList<>();
    Words.lines("notes", notes, Words.NOTES).ifPresent(problems::add);
    Words.tags("tags", tags, Words.TAGS).ifPresent(problems::add);
    Words.tags("categories", categories, Words.CATEGORIES).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      throw new InvalidException(problems);
    }
    return this;
  }
}
