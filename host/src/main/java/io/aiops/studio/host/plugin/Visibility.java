package io.aiops.studio.host.plugin;

import io.aiops.studio.host.grant.Rights;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleListener;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;

/**
 * What plugins see of each other in the framework: their own services and bundle, and services of
 * the types that they were granted. So an agent does not get another plugin's connector past the
 * host, by looking it up or by having it given.
 */
final class Visibility
    implements FindHook, EventListenerHook, org.osgi.framework.hooks.bundle.FindHook {

  private final Map<Long, Rights> rights = new ConcurrentHashMap<>();

  /** Before it is started: it looks for services while it is. */
  void enter(Bundle bundle, Rights given) {
    rights.put(bundle.getBundleId(), given);
  }

  /** From then on it holds, for all plugins. */
  void register(BundleContext framework) {
    framework.registerService(
        new String[] {
          FindHook.class.getName(),
          EventListenerHook.class.getName(),
          org.osgi.framework.hooks.bundle.FindHook.class.getName()
        },
        this,
        null);
    framework.addBundleListener(
        (BundleListener)
            event -> {
              if (event.getType() == BundleEvent.UNINSTALLED) {
                rights.remove(event.getBundle().getBundleId());
              }
            });
  }

  @Override
  public void find(
      BundleContext context,
      String name,
      String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    Bundle asking = context.getBundle();
    if (plugin(asking)) {
      references.removeIf(reference -> !sees(asking, reference));
    }
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    listeners
        .keySet()
        .removeIf(context ->
            plugin(context.getBundle()) && !sees(context.getBundle(), event.getServiceReference()));
  }

  @Override
  public void find(BundleContext context, Collection<Bundle> bundles) {
    Bundle asking = context.getBundle();
    if (plugin(asking)) {
      bundles.removeIf(bundle -> !bundle.equals(asking));
    }
  }

  private static boolean plugin(Bundle bundle) {
    return bundle.getLocation().startsWith(OsgiFramework.PLUGIN);
  }

  private boolean sees(Bundle asking, ServiceReference<?> reference) {
    Rights given = rights.get(asking.getBundleId());
    return asking.equals(reference.getBundle())
        || given != null
            && Arrays.stream((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .allMatch(given::seesService);
  }
}
