/**
 * A plugin that is edited while a studio runs it: sees what was saved, compiles and packages it
 * here, and gives it to the studio as a version of its own.
 */
@NullMarked
package io.aiops.studio.cli.plugin.dev;

import org.jspecify.annotations.NullMarked;
