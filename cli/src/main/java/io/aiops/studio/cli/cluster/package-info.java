/**
 * A cluster on this machine for trials and tests: its layout, its members, and what is told of
 * them.
 */
@NullMarked
package io.aiops.studio.cli.cluster;

import org.jspecify.annotations.NullMarked;
