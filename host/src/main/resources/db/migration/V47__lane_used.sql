-- A node says each day which lanes it has to do with; those of which none does any more are forgotten.
alter table lane add column used_at timestamptz not null default now();
