-- Of an execution that goes on from another one: which, from where, and what is different; JSON.
alter table execution add column origin text;
