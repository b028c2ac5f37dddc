-- What an owner was told of its notice is looked for among all that it was told of records.
create index envelope_of_notice on envelope (object) where kind in ('notice-act', 'notice-fed');
