-- What a call answered, where it is too large for a row: the hash of the blob that has it.
alter table call_ledger add column blob text;
