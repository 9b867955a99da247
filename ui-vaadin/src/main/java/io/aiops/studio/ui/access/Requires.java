package io.aiops.studio.ui.access;

import io.aiops.studio.host.identity.Permission;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a view asks of who opens it. A view without it asks for {@link Permission#VIEW}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Requires {
  Permission value();

  /** Whether it is about what belongs to the whole studio: only in its first workspace. */
  boolean studio() default false;
}
