package io.aiops.studio.marketplace.catalog;

import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/** The bytes of an answer, counted as they come. */
final class Counted implements BodySubscriber<byte[]> {

  private final BodySubscriber<byte[]> all = BodySubscribers.ofByteArray();
  private final LongConsumer seen;
  private long count;

  private Counted(LongConsumer seen) {
    this.seen = seen;
  }

  static BodyHandler<byte[]> by(LongConsumer seen) {
    return answer -> new Counted(seen);
  }

  @Override
  public CompletionStage<byte[]> getBody() {
    return all.getBody();
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    all.onSubscribe(subscription);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      count += buffer.remaining();
    }
    seen.accept(count);
    all.onNext(buffers);
  }

  @Override
  public void onError(Throwable why) {
    all.onError(why);
  }

  @Override
  public void onComplete() {
    all.onComplete();
  }
}
