package io.aiops.studio.ui;

import com.vaadin.flow.di.Instantiator;
import com.vaadin.flow.di.InstantiatorFactory;
import com.vaadin.flow.server.VaadinService;
import jakarta.enterprise.inject.spi.CDI;

/** Views get the studio from CDI without being beans themselves. */
public final class CdiInstantiatorFactory implements InstantiatorFactory {

  @Override
  public Instantiator createInstantitor(VaadinService service) {
    return new ConstructorInstantiator(
        service,
        new Beans() {
          @Override
          public <T> T get(Class<T> type) {
            return CDI.current().select(type).get();
          }
        });
  }
}
