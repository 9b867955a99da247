/**
 * How long executions that have ended are kept: for ever, unless an administrator says otherwise.
 */
@NullMarked
package io.aiops.studio.host.retention;

import org.jspecify.annotations.NullMarked;
