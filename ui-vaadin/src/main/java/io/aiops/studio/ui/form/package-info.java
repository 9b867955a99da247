/**
 * Forms drawn from JSON Schema. A {@link io.aiops.studio.ui.form.SchemaForm} shows one field per
 * property and gives the JSON-like value back; it knows no service.
 */
@NullMarked
package io.aiops.studio.ui.form;

import org.jspecify.annotations.NullMarked;
