-- A task that is in a node's hand and waits there for its turn is leased, too, and has not begun.
alter table task_lease add column begun boolean not null default true;
