-- Notices: those of this member, those that it reviews, and those of others that are in force or were sent before review.
create table notice (
    -- That of the record of its subject, which there is only when it is cleared.
    id text primary key,
    owner text not null,
    kind text not null,
    stage text not null,
    round bigint not null,
    -- Sent to chosen members before it was reviewed.
    spread boolean not null,
    -- Counts every move; what comes with a lower one is late.
    version bigint not null,
    -- Its person is protected here: nobody but the protection officer sees it, and nothing is done with it.
    withheld boolean not null,
    made_us bigint not null,
    moved_us bigint not null,
    -- By when its owner looks at it again.
    review_us bigint not null,
    -- How often its owner was reminded of that day.
    reminded bigint not null,
    -- Content and signed acts, sealed under the salt; both gone when the copy is to be destroyed.
    sealed bytea,
    salt bytea
);
create index notice_moved on notice (moved_us, id);
create index notice_review on notice (review_us) where stage = 'published';

-- Persons of whom a notice was refused, sent back or taken out of use here, as fingerprints that only this node can make.
create table notice_ledger (
    fingerprint text not null,
    notice text not null,
    owner text not null,
    kind text not null,
    ended text not null,
    at_us bigint not null,
    primary key (fingerprint, notice)
);

-- Persons whom this node protects from notices; disclosed to nobody but those who keep the list.
create table protected_person (
    id text primary key,
    sealed bytea,
    salt bytea,
    kept_by text not null,
    made_us bigint not null
);
