-- Addresses from which nobody has signed in for long are removed.
create index sign_in_address_by_age on sign_in_address (last_at);
