package io.aiops.studio.host.persistence;

import io.aiops.studio.host.definition.Origin;
import io.aiops.studio.host.definition.WorkflowOrigin;
import io.aiops.studio.host.definition.WorkflowVersion;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** Which templates workflows were made from: a row for each time. */
final class OriginRows {

  private OriginRows() {}

  static void insert(Handle handle, UUID workspaceId, WorkflowVersion version, Origin origin) {
    handle
        .createUpdate(
            """
            insert into workflow_origin (workflow_id, version, workspace_id, template,
                template_version, sha256, text, choices, lineage, kind, taken_at, taken_by)
            values (:id, :version, :workspaceId, :template, :templateVersion, :sha256, :text,
                :choices, :lineage, :kind, :at, :by)
            """)
        .bind("id", version.workflowId())
        .bind("version", version.version())
        .bind("workspaceId", workspaceId)
        .bind("template", origin.template())
        .bind("templateVersion", origin.version())
        .bind("sha256", origin.sha256())
        .bind("text", origin.text())
        .bind("choices", origin.choices())
        .bind("lineage", origin.lineage())
        .bind("kind", origin.kind())
        .bind("at", version.savedAt().atOffset(ZoneOffset.UTC))
        .bind("by", version.savedBy())
        .execute();
  }

  static void delete(Handle handle, UUID workspaceId, String name) {
    handle
        .createUpdate(
            """
            delete from workflow_origin o using workflow w
            where w.id = o.workflow_id and w.workspace_id = :workspaceId
                and o.workspace_id = :workspaceId and w.name = :name and not w.removed
            """)
        .bind("workspaceId", workspaceId)
        .bind("name", name)
        .execute();
  }

  static List<WorkflowOrigin> newest(Sql sql, UUID workspaceId) {
    return sql.list(
        """
        select distinct on (w.name) o.*, w.name
        from workflow_origin o join workflow w on w.id = o.workflow_id
        where o.workspace_id = :workspaceId and w.workspace_id = :workspaceId and not w.removed
        order by w.name, o.version desc
        """,
        Map.of("workspaceId", workspaceId),
        row ->
            new WorkflowOrigin(
                row.uuid("workflow_id"),
                row.text("name"),
                row.number("version"),
                new Origin(
                    row.text("template"),
                    row.text("template_version"),
                    row.text("sha256"),
                    row.text("text"),
                    row.text("choices"),
                    row.text("lineage"),
                    row.text("kind")),
                row.instant("taken_at"),
                row.text("taken_by")));
  }
}
