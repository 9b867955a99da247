-- When a shared version was taken away: the hashes of those that were taken away last are kept.
alter table shared_template add column taken_at timestamptz;
update shared_template set taken_at = shared_at where content is null;

-- All keys that a jar was ever said to be signed with, whether or not that could be checked: of the
-- judgements only the last is kept.
create table plugin_signing_key (
    sha256 text not null,
    key_id text not null,
    primary key (sha256, key_id)
);
insert into plugin_signing_key (sha256, key_id)
select sha256, cast(signature as jsonb) ->> 'keyId' from plugin_judgement
where cast(signature as jsonb) ->> 'keyId' is not null;
