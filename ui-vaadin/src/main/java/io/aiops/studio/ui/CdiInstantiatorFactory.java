package io.aiops.studio.ui;

import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;
import jakarta.enterprise.inject.spi.CDI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Views get the studio from CDI without being beans themselves. */
public final class CdiInstantiatorFactory implements InstantiatorFactory {

  /** Null where there is no CDI, as in unit tests: another factory then has its turn. */
  @Override
  public @Nullable Instantiator createInstantitor(VaadinService service) {
    try {
      CDI<Object> cdi = CDI.current();
      return new ConstructorInstantiator(service, new CdiBeans(cdi));
    } catch (IllegalStateException noContainer) {
      return null;
    }
  }

  /** Remembers what it found: live pages ask on threads that CDI does not know. */
  private record CdiBeans(CDI<Object> cdi, Map<Class<?>, Object> found) implements Beans {

    CdiBeans(CDI<Object> cdi) {
      this(cdi, new ConcurrentHashMap<>());
    }

    @Override
    public <T> T get(Class<T> type) {
      return type.cast(found.computeIfAbsent(type, wanted -> cdi.select(wanted).get()));
    }
  }
}
