package io.aiops.studio.cli.bench;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import io.aiops.studio.cli.console.CommandFailedException;
import java.io.IOException;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.ThreadMXBean;
import java.util.List;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The inside of the server's JVM, over the management agent that every JDK can start in another.
 */
final class ServerJvm implements AutoCloseable {

  private static final double MIB = 1024 * 1024;

  /** What plugins could leave behind, after a collection. */
  record Held(int classes, int threads, double metaspaceMib, double heapMib) {}

  private final JMXConnector connector;
  private final MemoryMXBean memory;
  private final ThreadMXBean threads;
  private final ClassLoadingMXBean classes;
  private final List<MemoryPoolMXBean> metaspace;
  private final List<MemoryPoolMXBean> heap;
  private final List<GarbageCollectorMXBean> collectors;

  private ServerJvm(JMXConnector connector) throws IOException {
    this.connector = connector;
    MBeanServerConnection server = connector.getMBeanServerConnection();
    this.memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
    this.threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
    this.classes = ManagementFactory.getPlatformMXBean(server, ClassLoadingMXBean.class);
    this.metaspace =
        ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .toList();
    this.heap =
        ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    this.collectors = ManagementFactory.getPlatformMXBeans(server, GarbageCollectorMXBean.class);
  }

  /** The address comes from the JVM itself: a process of the same user, on this machine. */
  @SuppressWarnings("BanJNDI")
  static ServerJvm attach(long pid) {
    try {
      VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
      try {
        JMXServiceURL address = new JMXServiceURL(machine.startLocalManagementAgent());
        return new ServerJvm(JMXConnectorFactory.connect(address));
      } finally {
        machine.detach();
      }
    } catch (IOException | AttachNotSupportedException e) {
      throw new CommandFailedException(
          "The server's JVM (process %d) cannot be looked into: %s".formatted(pid, e.getMessage()),
          e);
    }
  }

  int threads() {
    return threads.getThreadCount();
  }

  double heapMib() {
    return Loaded.rounded(memory.getHeapMemoryUsage().getUsed() / MIB);
  }

  /** Collects everything that can be, and says what is left. */
  double heapAfterGcMib() {
    memory.gc();
    return heapMib();
  }

  Held heldAfterGc() {
    // Classes go with the collection after the one that found their loader unused.
    memory.gc();
    double left = heapAfterGcMib();
    return new Held(
        classes.getLoadedClassCount(),
        threads(),
        Loaded.rounded(metaspace.stream().mapToLong(pool -> pool.getUsage().getUsed()).sum() / MIB),
        left);
  }

  /** How long all collections have taken so far. */
  long collectingMillis() {
    return collectors.stream().mapToLong(GarbageCollectorMXBean::getCollectionTime).sum();
  }

  void forgetPeak() {
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  /** The most each pool held, added up: what the heap held at most, or somewhat more. */
  double heapPeakMib() {
    return Loaded.rounded(
        heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() / MIB);
  }

  @Override
  public void close() {
    try {
      connector.close();
    } catch (IOException e) {
      throw new CommandFailedException(
          "The connection to the server's JVM did not close: " + e.getMessage(), e);
    }
  }
}
