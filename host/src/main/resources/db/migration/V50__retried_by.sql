-- The execution that was begun as its retry, and has its keys towards outside systems: there is one at most. Of those
-- that were retried more than once before, the last.
alter table execution add column retried_by uuid;

update execution retried set retried_by = retry.id
from (select distinct on (of) substring(origin from '^\{"executionId":"([0-9a-f-]{36})"')::uuid as of, id
      from execution
      where parent_id is null and origin ~ '^\{"executionId":"[0-9a-f-]{36}","sequence":\d+,"mode":"RETRY"'
      order by of, id desc) retry
where retried.id = retry.of;
