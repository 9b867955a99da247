package io.aiops.studio.marketplace.comment;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Keeps comments. */
public interface CommentStore {

  /** The newest 500, the oldest of them first; the hidden ones too. */
  List<Comment> of(String listing);

  Optional<Comment> find(String listing, UUID id);

  /** How many a person has written of a listing. */
  int count(String listing, UUID user);

  void add(Comment comment);

  /**
   * @return whether it was there
   */
  boolean remove(String listing, UUID id);

  /**
   * @param reason empty shows it again
   * @return whether it was there
   */
  boolean hide(String listing, UUID id, String reason);
}
