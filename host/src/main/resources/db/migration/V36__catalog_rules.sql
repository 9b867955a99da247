-- What an administrator has decided of this studio's own catalog; one row, or none for all false.
create table catalog_rules (
    only_one  boolean primary key default true check (only_one),
    open      boolean not null,
    four_eyes boolean not null
);
