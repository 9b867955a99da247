package io.aiops.studio.cli.workflow;

import io.aiops.studio.cli.server.Api;
import io.aiops.studio.cli.server.Json;
import io.aiops.studio.cli.server.Resource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The workflows of the workspace, the newest version of each, without their texts. */
public final class WorkflowList {

  private static final int PAGE = 200;
  private static final int MOST = 10_000;

  private WorkflowList() {}

  /**
   * By name, page after page.
   *
   * @param search only those that mention it; null for all
   */
  public static List<JsonNode> read(Api api, @Nullable String search) {
    List<JsonNode> found = new ArrayList<>();
    List<JsonNode> page;
    do {
      page =
          Json.items(
              api.get(
                  Resource.of("workflows")
                      .with("search", search)
                      .with("limit", PAGE)
                      .with("offset", found.size())));
      found.addAll(page);
    } while (page.size() == PAGE && found.size() < MOST);
    return found;
  }
}
