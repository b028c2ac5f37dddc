-- Copies of others' records that the law bids to keep. While a record is here the row only says so; when its owner takes it
-- back, what it said moves here, under a salt of its own, and out of everything else.
create table kept_copy (
    id text primary key,
    owner text not null,
    -- What is so: to-be-kept, undecided, kept, ended.
    word text not null,
    -- The version that is kept, or that was here when it was declared.
    version bigint not null,
    -- Why, as it was declared; none while nobody has decided.
    basis text,
    reference text,
    why text,
    unit text,
    until_us bigint not null,
    declared_us bigint not null,
    -- When its owner took it back.
    taken_us bigint,
    content bytea,
    salt bytea,
    -- Rises with every change; and up to which its owner was told.
    said bigint not null,
    told bigint not null
);
create index kept_copy_until on kept_copy (until_us) where word <> 'ended';
create index kept_copy_untold on kept_copy (said) where told < said;

-- What a holder says of its copy, with the reason that it gives, and how often it has spoken: a word that comes late is none.
alter table copy_word add column basis text;
alter table copy_word add column unit text;
alter table copy_word add column until_us bigint;
alter table copy_word add column said bigint not null default 0;

-- The first act here that a member was not told of as a look at its record, because it could not be told then.
alter table peer add column looks_seq bigint;
