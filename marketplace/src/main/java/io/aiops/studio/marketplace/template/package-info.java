/**
 * A workflow as a file that another studio can take: {@link
 * io.aiops.studio.marketplace.template.TemplateFile} is the file, {@link
 * io.aiops.studio.marketplace.template.TemplateService} makes, plans, installs and updates. What a
 * team changed meanwhile is kept: {@link io.aiops.studio.marketplace.template.Merge}.
 */
@NullMarked
package io.aiops.studio.marketplace.template;

import org.jspecify.annotations.NullMarked;
