-- A hit of which one side is a check and no record: who checked, where, for what.
create table hit_check (
    hit text primary key references hit (id),
    member text not null,
    check_id text not null,
    -- The same question against the same version of a record has the same: while its hit lives none is raised beside it.
    pair bytea not null,
    unit text,
    -- The officer's pseudonym, which only their own member can resolve.
    officer text,
    purpose text not null,
    reference text,
    kind text not null,
    -- What was asked, where the purpose lets it be kept; it goes with its salt when both sides have decided.
    asked bytea,
    salt bytea,
    asked_us bigint not null
);
create index hit_check_pair on hit_check (pair);
create index hit_check_officer on hit_check (member, officer, asked_us);

-- Questions of other members that were answered: none is answered twice. Kept until they are too old to be taken.
create table question (
    owner text not null,
    nonce bytea not null,
    until_us bigint not null,
    primary key (owner, nonce)
);
create index question_until on question (until_us);
