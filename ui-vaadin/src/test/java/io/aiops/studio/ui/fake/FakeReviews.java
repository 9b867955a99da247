package io.aiops.studio.ui.fake;

import io.aiops.studio.marketplace.review.Review;
import io.aiops.studio.marketplace.review.ReviewStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reviews in memory. */
public final class FakeReviews implements ReviewStore {

  /** The version that anybody fetched last, by listing. */
  public final Map<String, String> fetched = new HashMap<>();

  public final List<Review> reviews = new ArrayList<>();

  @Override
  public List<Review> of(String listing) {
    return reviews.stream().filter(one -> one.listing().equals(listing)).toList();
  }

  @Override
  public Optional<Review> find(String listing, UUID user) {
    return of(listing).stream().filter(one -> one.user().equals(user)).findFirst();
  }

  @Override
  public void save(Review review) {
    remove(review.listing(), review.user());
    reviews.add(review);
  }

  @Override
  public boolean remove(String listing, UUID user) {
    return reviews.removeIf(one -> one.listing().equals(listing) && one.user().equals(user));
  }

  @Override
  public boolean hide(String listing, UUID user, String reason) {
    return find(listing, user)
        .map(one -> {
          save(
              new Review(
                  one.listing(),
                  one.user(),
                  one.workspace(),
                  one.userName(),
                  one.version(),
                  one.stars(),
                  one.words(),
                  one.writtenAt(),
                  reason));
          return true;
        })
        .orElse(false);
  }

  @Override
  public Optional<String> fetched(String listing, UUID user) {
    return Optional.ofNullable(fetched.get(listing));
  }
}
