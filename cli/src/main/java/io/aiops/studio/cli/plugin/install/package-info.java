/** Brings a bundle into a running studio, and asks who is responsible first. */
@NullMarked
package io.aiops.studio.cli.plugin.install;

import org.jspecify.annotations.NullMarked;
