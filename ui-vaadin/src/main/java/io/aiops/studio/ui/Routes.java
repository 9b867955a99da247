package io.aiops.studio.ui;

import java.util.UUID;

/** The addresses of the pages. */
public final class Routes {

  public static final String HOME = "";
  public static final String SIGN_IN = "sign-in";
  public static final String WORKFLOWS = "workflows";
  public static final String DESIGNER = "workflows/:name";
  public static final String EXECUTIONS = "executions";
  public static final String EXECUTION = "executions/:id";
  public static final String APPROVALS = "approvals";
  public static final String LINKED = "approve/:token";
  public static final String QUEUES = "queues";
  public static final String TRIGGERS = "triggers";
  public static final String TEMPLATES = "templates";
  public static final String MARKETPLACE = "marketplace";
  public static final String LISTING = "marketplace/:listing";
  public static final String PUBLISHING = "marketplace/publishing";
  public static final String PLUGINS = "plugins";
  public static final String PLUGIN = "plugins/:plugin";
  public static final String CONNECTIONS = "connections";
  public static final String PEOPLE = "people";
  public static final String TOKENS = "tokens";
  public static final String AUDIT = "audit";
  public static final String WORKSPACE = "workspace";
  public static final String SELF_CHECK = "self-check";
  public static final String PROFILE = "profile";

  private Routes() {}

  /** The designer of a workflow, by the workflow's name. */
  public static String designer(String workflow) {
    return WORKFLOWS + "/" + workflow;
  }

  /** A plugin or template in a catalog, by the listing's id. */
  public static String listing(String id) {
    return MARKETPLACE + "/" + id;
  }

  /** An installed plugin, by its bundle's symbolic name. */
  public static String plugin(String name) {
    return PLUGINS + "/" + name;
  }

  /** Where somebody with a link decides. */
  public static String linked(String token) {
    return "approve/" + token;
  }

  public static String execution(UUID id) {
    return EXECUTIONS + "/" + id;
  }
}
