package io.aiops.studio.host;

import io.aiops.studio.host.connection.PluginCatalog;
import io.aiops.studio.host.definition.Expressions;
import io.aiops.studio.host.definition.WorkflowService;
import io.aiops.studio.host.definition.WorkflowValidator;
import io.aiops.studio.host.engine.Definitions;
import io.aiops.studio.host.persistence.JdbiWorkflowStore;

/** Workflows as they are kept, read and validated. */
record DefinitionRoom(
    Expressions expressions,
    JdbiWorkflowStore store,
    WorkflowValidator validator,
    WorkflowService workflows,
    Definitions definitions) {

  static DefinitionRoom open(Ground ground, PluginCatalog catalog) {
    Expressions expressions = new Expressions();
    JdbiWorkflowStore store = new JdbiWorkflowStore(ground.database());
    WorkflowValidator validator = new WorkflowValidator(expressions, catalog, store);
    return new DefinitionRoom(
        expressions,
        store,
        validator,
        new WorkflowService(store, validator, ground.audit(), ground.clock()),
        new Definitions(store));
  }
}
