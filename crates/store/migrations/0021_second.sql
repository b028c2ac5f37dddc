-- What one person has declared of a copy that the law bids to keep, until a second confirms it or its time is over.
create table kept_asked (
    id text primary key,
    owner text not null,
    version bigint not null,
    basis text,
    reference text,
    why text not null,
    unit text,
    until_us bigint not null,
    -- The label of who declared it.
    asker text not null,
    asked_us bigint not null,
    lapses_us bigint not null
);
create index kept_asked_lapses on kept_asked (lapses_us);

-- Why the end of a post's log never comes, as somebody here said when what had come had none.
alter table capsule add column given_up text;
