package io.aiops.studio.ui.audit;

import java.util.Map;
import java.util.Set;

/** What the codes of the audit record mean, for people. Programs keep to the codes. */
final class Acts {

  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("approval.approve", "Approved what waited for somebody"),
          Map.entry("approval.delegate", "Handed an approval on"),
          Map.entry("approval.edit", "Approved it with changes"),
          Map.entry("approval.link", "Made a link to decide by"),
          Map.entry("approval.reject", "Rejected what waited for somebody"),
          Map.entry("catalog.deprecate", "Deprecated a listing"),
          Map.entry("catalog.describe", "Described a version"),
          Map.entry("catalog.fetch", "Fetched a package"),
          Map.entry("catalog.publish", "Published a version"),
          Map.entry("catalog.reject", "Rejected a version"),
          Map.entry("catalog.remove", "Removed a catalog"),
          Map.entry("catalog.rules", "Changed what holds for the catalog"),
          Map.entry("catalog.save", "Entered or changed a catalog"),
          Map.entry("catalog.submit", "Submitted a version"),
          Map.entry("catalog.undeprecate", "Took a deprecation back"),
          Map.entry("catalog.unyank", "Gave a withdrawn version out again"),
          Map.entry("catalog.yank", "Withdrew a version"),
          Map.entry("comment.hide", "Hid a comment, or showed it again"),
          Map.entry("comment.remove", "Removed a comment"),
          Map.entry("comment.write", "Commented on a listing"),
          Map.entry("connection.limit", "Changed how many calls a connection takes"),
          Map.entry("connection.remove", "Removed a connection"),
          Map.entry("connection.save", "Saved a connection"),
          Map.entry("contributor.add", "Let somebody submit for a publisher"),
          Map.entry("contributor.remove", "Let somebody submit no more"),
          Map.entry("dead-letter.drop", "Dropped a dead letter"),
          Map.entry("dead-letter.edit", "Edited a dead letter"),
          Map.entry("dead-letter.send", "Sent a dead letter again"),
          Map.entry("execution.cancel", "Cancelled an execution"),
          Map.entry("execution.fork", "Forked an execution"),
          Map.entry("execution.retry", "Retried an execution"),
          Map.entry("execution.rollback", "Rolled an execution back"),
          Map.entry("execution.signal", "Sent an execution a signal"),
          Map.entry("member.add", "Added a member"),
          Map.entry("member.remove", "Removed a member"),
          Map.entry("member.role", "Changed a member's role"),
          Map.entry("password.change", "Changed their password"),
          Map.entry("plugin.disable", "Disabled a plugin"),
          Map.entry("plugin.enable", "Enabled a plugin"),
          Map.entry("plugin.grant", "Granted a plugin what it wants"),
          Map.entry("plugin.grant.take", "Took a permission back"),
          Map.entry("plugin.install", "Installed a plugin"),
          Map.entry("plugin.isolate", "Changed where a plugin runs"),
          Map.entry("plugin.refused", "Was refused what nobody granted"),
          Map.entry("plugin.remove", "Removed a plugin"),
          Map.entry("plugin.revocations", "Set the list of revocations"),
          Map.entry("plugin.rollback", "Rolled plugins back"),
          Map.entry("publisher.add", "Entered a publisher"),
          Map.entry("publisher.key.add", "Entered a publisher's key"),
          Map.entry("publisher.key.revoke", "Revoked a publisher's key"),
          Map.entry("publisher.remove", "Removed a publisher"),
          Map.entry("retention.change", "Changed how long executions are kept"),
          Map.entry("review.hide", "Hid a review, or showed it again"),
          Map.entry("review.remove", "Removed their review"),
          Map.entry("review.write", "Reviewed a listing"),
          Map.entry("sign-in", "Signed in"),
          Map.entry("sign-in.refused", "Failed to sign in"),
          Map.entry("studio.first-start", "Started the studio for the first time"),
          Map.entry("template.share", "Shared a template with the workspace"),
          Map.entry("template.unshare", "Took a shared template away"),
          Map.entry("token.create", "Created a token"),
          Map.entry("token.revoke", "Revoked a token"),
          Map.entry("trigger.backfill", "Made up for missed firings"),
          Map.entry("trigger.change", "Changed a trigger"),
          Map.entry("trigger.create", "Created a trigger"),
          Map.entry("trigger.disable", "Disabled a trigger"),
          Map.entry("trigger.enable", "Enabled a trigger"),
          Map.entry("trigger.fire", "Fired a trigger by hand"),
          Map.entry("trigger.remove", "Removed a trigger"),
          Map.entry("trigger.secret", "Made a trigger a new secret"),
          Map.entry("workflow.remove", "Removed a workflow"),
          Map.entry("workflow.save", "Saved a workflow"),
          Map.entry("workspace.create", "Created a workspace"),
          Map.entry("workspace.limit", "Changed the workspace's limits"));

  private Acts() {}

  /** The beginning of a sentence about its subject; a code that nobody knows any more, as it is. */
  static String words(String action) {
    return WORDS.getOrDefault(action, action);
  }

  static Set<String> known() {
    return WORDS.keySet();
  }
}
