-- When a shared version was taken away: the hashes of those that were taken away last are kept.
alter table shared_template add column taken_at timestamptz;
update shared_template set taken_at = shared_at where content is null;
