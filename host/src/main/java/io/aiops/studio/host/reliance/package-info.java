/**
 * What relies on plugins: steps of workflows, connections, executions in flight. Found out from
 * what is stored, so that whoever changes plugins sees what it means before it is done.
 */
@NullMarked
package io.aiops.studio.host.reliance;

import org.jspecify.annotations.NullMarked;
