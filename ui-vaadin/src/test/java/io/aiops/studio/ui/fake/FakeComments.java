package io.aiops.studio.ui.fake;

import io.aiops.studio.marketplace.comment.Comment;
import io.aiops.studio.marketplace.comment.CommentStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Comments in memory. */
public final class FakeComments implements CommentStore {

  public final List<Comment> comments = new ArrayList<>();

  @Override
  public List<Comment> of(String listing) {
    return comments.stream().filter(one -> one.listing().equals(listing)).toList();
  }

  @Override
  public Optional<Comment> find(String listing, UUID id) {
    return of(listing).stream().filter(one -> one.id().equals(id)).findFirst();
  }

  @Override
  public int count(String listing, UUID user) {
    return (int) of(listing).stream().filter(one -> one.user().equals(user)).count();
  }

  @Override
  public void add(Comment comment) {
    comments.add(comment);
  }

  @Override
  public boolean remove(String listing, UUID id) {
    return comments.removeIf(one -> one.listing().equals(listing) && one.id().equals(id));
  }

  @Override
  public boolean hide(String listing, UUID id, String reason) {
    return find(listing, id)
        .map(one -> {
          comments.set(
              comments.indexOf(one),
              new Comment(
                  one.id(),
                  one.listing(),
                  one.workspace(),
                  one.user(),
                  one.userName(),
                  one.words(),
                  one.writtenAt(),
                  reason));
          return true;
        })
        .orElse(false);
  }
}
