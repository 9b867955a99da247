package io.aiops.studio.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Names what a component contributes: {@code @Component @Provides(name = "echo", title = "Echo")}.
 */
@ComponentPropertyType
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Provides {

  /** Prefix of the service properties: {@code studio.name}, {@code studio.title} … */
  String PREFIX_ = "studio.";

  /** How workflows refer to it; unique per kind; lower case letters, digits and {@code -}. */
  String name();

  /** What people see. */
  String title();

  /** One sentence on what it is for. */
  String description() default "";

  /** Path in the bundle of a JSON Schema for its settings, such as {@code schema/settings.json}. */
  String settings() default "";

  /** For agents: path in the bundle of a JSON Schema for the inputs it understands. */
  String input() default "";
}
