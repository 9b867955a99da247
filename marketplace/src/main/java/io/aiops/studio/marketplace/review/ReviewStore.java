package io.aiops.studio.marketplace.review;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps reviews, one for each person and listing. */
public interface ReviewStore {

  /** The newest first, at most 500; the hidden ones too. */
  List<Review> of(String listing);

  Optional<Review> find(String listing, UUID user);

  /** In place of what the person wrote before; what was hidden stays hidden. */
  void save(Review review);

  /**
   * Of one that is hidden it is still known that it is, for what the person writes next.
   *
   * @return whether it was there
   */
  boolean remove(String listing, UUID user);

  /**
   * @param reason empty shows it again
   * @return whether it was there
   */
  boolean hide(String listing, UUID user, String reason);

  /** The version that the person fetched last; empty if they never did. */
  Optional<String> fetched(String listing, UUID user);
}
