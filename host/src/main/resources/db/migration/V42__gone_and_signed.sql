-- When a shared version was taken away: the hashes of those that were taken away last are kept.
alter table shared_template add column taken_at timestamptz;
update shared_template set taken_at = shared_at where content is null;

-- All keys that a jar was ever said to be signed with, whether or not that could be checked: of the
-- judgements only the last is kept. Found as text: JSON keeps NUL, which jsonb does not take.
create table plugin_signing_key (
    sha256 text not null,
    key_id text not null,
    primary key (sha256, key_id)
);
insert into plugin_signing_key (sha256, key_id)
select sha256, substring(signature from '"keyId":"([0-9a-f]{64})"') from plugin_judgement
where signature ~ '"keyId":"[0-9a-f]{64}"';
