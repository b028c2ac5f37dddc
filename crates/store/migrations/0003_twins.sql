-- Pairs of records that may be of one entity, the smaller id first, with the versions and the score that they were last
-- seen with (the binary logarithm of the odds, in thousandths). What speaks for a pair is worked out anew for whoever looks, so nothing here says what records say.
create table twin (
    one text not null,
    two text not null,
    -- Of the first record, which keeps it for ever; the second's is one that can be the same thing.
    kind text not null,
    one_version bigint not null,
    two_version bigint not null,
    milli_bits bigint not null,
    proposed_us bigint not null,
    -- It waits for somebody to judge it.
    waits boolean not null,
    primary key (one, two)
);
create index twin_waits on twin (milli_bits, one, two) where waits;
create index twin_waits_kind on twin (kind, milli_bits, one, two) where waits;
create index twin_two on twin (two);

-- What people judged, under the number of the act. One judgement of a pair stands at a time; the others were replaced, or
-- undone. Their words are sealed under a key drawn from the salts of both records.
create table judgement (
    seq bigint primary key,
    one text not null,
    two text not null,
    one_version bigint not null,
    two_version bigint not null,
    judgement text not null,
    actor text not null,
    at_us bigint not null,
    milli_bits bigint not null,
    words bytea,
    stands boolean not null,
    undone_us bigint
);
create unique index judgement_stands on judgement (one, two) where stands;
create index judgement_pair on judgement (one, two, seq);
create index judgement_two on judgement (two);
create index judgement_latest on judgement (judgement, seq) where stands;
