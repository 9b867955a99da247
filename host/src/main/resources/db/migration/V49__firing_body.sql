-- Of what came from outside: whether it comes again is told by the hash of its body, whatever inputs were made of it.
alter table trigger_firing add column body text;
