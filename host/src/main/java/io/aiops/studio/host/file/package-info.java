/** Files that workflows read and write, bound to a workspace. */
@NullMarked
package io.aiops.studio.host.file;

import org.jspecify.annotations.NullMarked;
