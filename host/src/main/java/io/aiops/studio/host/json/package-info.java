/** JSON and YAML text to JSON-like values and back. */
@NullMarked
package io.aiops.studio.host.json;

import org.jspecify.annotations.NullMarked;
