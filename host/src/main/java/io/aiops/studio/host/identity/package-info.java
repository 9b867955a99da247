/** Users, workspaces, roles, sign-in, tokens and the audit record. */
@NullMarked
package io.aiops.studio.host.identity;

import org.jspecify.annotations.NullMarked;
