-- A hidden review that its author takes back: nothing of what it said is kept, only that it is
-- hidden, so that the next one they write is too.
alter table catalog_review add column removed boolean not null default false;
