-- The execution that was begun as its retry, and has its keys towards outside systems: there is one at most. Of those
-- that were retried more than once before, the last.
alter table execution add column retried_by uuid;

update execution retried set retried_by = retry.id
from (select distinct on (of) substring(origin from '^\{"executionId":"([0-9a-f-]{36})"')::uuid as of, id
      from execution
      where parent_id is null and origin ~ '^\{"executionId":"[0-9a-f-]{36}","sequence":\d+,"mode":"RETRY"'
      order by of, id desc) retry
where retried.id = retry.of;

-- The others have the same keys as the last: they are not retried beside it either.
update execution other set retried_by = retried.retried_by
from execution retried
where other.parent_id is null and other.retried_by is null
    and other.origin ~ '^\{"executionId":"[0-9a-f-]{36}","sequence":\d+,"mode":"RETRY"'
    and retried.id = substring(other.origin from '^\{"executionId":"([0-9a-f-]{36})"')::uuid
    and retried.retried_by <> other.id;
