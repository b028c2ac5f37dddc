-- Capsules: copies of what a post may check without a line, each for one device and some days.
create table capsule (
    id text primary key,
    -- The post, as the rules know it: a client with roles and clearance.
    client text not null references client (id),
    post text not null,
    purpose text not null,
    -- The name of the device's key.
    device text not null,
    made_us bigint not null,
    -- When each lease ends: the first so long after it was made, and each so long after the one before.
    lease_us bigint not null,
    ends_us bigint not null,
    -- It knows what was stated up to this act.
    upto bigint not null,
    records bigint not null,
    -- Their ids, 16 bytes each; none when no lease is given any more.
    carried bytea,
    -- From what all its keys are drawn, sealed; none when its last log may not come home any more.
    secret_sealed bytea,
    secret_salt bytea,
    -- Up to which act of the post's journal its log is here, and the hash of that act. It begins behind the last in it.
    first_seq bigint not null,
    first_hash bytea not null,
    home_seq bigint not null,
    home_hash bytea not null,
    home_us bigint,
    ended_us bigint
);
create index capsule_made on capsule (made_us, id);

-- How far a recall that a member has not confirmed was pressed: 1 late, 2 very late. It holds for recalls told before at_us.
create table recall_alarm (
    id text not null,
    member text not null,
    level bigint not null,
    at_us bigint not null,
    primary key (id, member)
);
create index shared_recalled on shared (since_us) where recalled;
