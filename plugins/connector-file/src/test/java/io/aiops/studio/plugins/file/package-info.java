/** The file connector against a real file system, with those who try to get out of a folder. */
@NullMarked
package io.aiops.studio.plugins.file;

import org.jspecify.annotations.NullMarked;
