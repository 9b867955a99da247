package io.aiops.studio.host.engine;

import io.aiops.studio.host.taskqueue.Command;
import io.aiops.studio.host.taskqueue.TaskQueue;
import io.aiops.studio.host.taskqueue.TaskQueue.Sends;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Dies now and then between the database's commit and the broker's. */
final class DyingEngine implements TaskQueue.Engine {

  private final Random random;
  private final Supplier<Engine> fresh;
  private final AtomicInteger deaths = new AtomicInteger();
  private Engine engine;

  DyingEngine(long seed, Supplier<Engine> fresh) {
    random = new Random(seed);
    this.fresh = fresh;
    engine = fresh.get();
  }

  int deaths() {
    return deaths.get();
  }

  @Override
  public Sends handle(List<Command> batch) {
    Sends sends = engine.handle(batch);
    if (random.nextInt(12) == 0) {
      deaths.incrementAndGet();
      engine = fresh.get();
      throw new IllegalStateException("dead");
    }
    return sends;
  }

  @Override
  public void idle() {
    engine.idle();
  }
}
