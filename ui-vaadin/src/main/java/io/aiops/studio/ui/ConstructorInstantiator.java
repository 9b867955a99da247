package io.aiops.studio.ui;

import com.vaadin.flow.di.DefaultInstantiator;
import com.vaadin.flow.server.VaadinService;
import io.aiops.studio.host.Studio;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Makes views by their one constructor, whose parameters come from {@link Beans}. What has a
 * constructor without parameters is made as Vaadin does.
 */
public final class ConstructorInstantiator extends DefaultInstantiator {

  private static final long serialVersionUID = 1L;

  private final transient Beans beans;

  public ConstructorInstantiator(VaadinService service, Beans beans) {
    super(service);
    this.beans = beans;
  }

  @Override
  public <T> T getOrCreate(Class<T> type) {
    if (type == Studio.class) {
      return beans.get(type);
    }
    Constructor<?>[] constructors = type.getConstructors();
    if (constructors.length != 1 || constructors[0].getParameterCount() == 0) {
      return super.getOrCreate(type);
    }
    return type.cast(make(constructors[0]));
  }

  private Object make(Constructor<?> constructor) {
    Object[] arguments =
        Arrays.stream(constructor.getParameterTypes()).map(beans::get).toArray(Object[]::new);
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException failure) {
      if (failure.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(constructor + " failed", failure.getCause());
    } catch (ReflectiveOperationException failure) {
      throw new IllegalStateException(
          constructor + " cannot be called: views are public, with one public constructor",
          failure);
    }
  }
}
