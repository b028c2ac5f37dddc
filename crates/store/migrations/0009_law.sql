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

-- Double entry: what passed between this member and another by our own journal, to be held against theirs. A question is known by
-- its name, a look by what was told of it.
create table ledger (
    member text not null,
    -- asked, heard, answered, looked, shown.
    passed text not null,
    day bigint not null,
    item bytea not null,
    -- Our act.
    act bigint not null,
    primary key (member, passed, day, item)
);
create index ledger_day on ledger (day);
-- How it stands with each: when our sums were told to it, when its sums came, and from which day on both count.
create table reckoning (
    member text primary key,
    told_us bigint,
    heard_us bigint,
    from_day bigint
);
-- What stands in one of two logs and not in the other.
create table unmatched (
    member text not null,
    passed text not null,
    day bigint not null,
    item bytea not null,
    -- Our act; none where it stands in theirs alone.
    act bigint,
    first_us bigint not null,
    last_us bigint not null,
    alarmed_us bigint,
    settled_us bigint,
    primary key (member, passed, day, item)
);
-- A look by a question that was put to this node: its asker has no look of its own to tell.
alter table consultation add column by_question boolean not null default false;

-- The first act here that a member was not told of as a look at its record, because it could not be told then.
alter table peer add column looks_seq bigint;
