/**
 * Files in granted folders of the server: a call reaches what its connection grants, and no more.
 */
@NullMarked
package io.aiops.studio.plugins.file;

import org.jspecify.annotations.NullMarked;
