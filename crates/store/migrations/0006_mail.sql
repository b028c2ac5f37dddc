-- Epochs that nodes have begun after they were set back, as they signed them; this node's own among them.
create table epoch (
    node bytea not null,
    epoch bigint not null,
    -- What the first envelope of each lane in it names as its predecessor.
    hash bytea not null,
    statement bytea not null,
    at_us bigint not null,
    primary key (node, epoch)
);

-- How often the lane that a member has alone was begun afresh; and, where it must be, why (set-back, stale-key) and since
-- when: a manifest from before does not help.
alter table peer add column afresh bigint not null default 0;
alter table peer add column again text;
alter table peer add column again_us bigint;
-- The oldest look at a record of theirs that they may not have been told of.
alter table peer add column looks_us bigint;

-- Records of ours that others hold in a version that is not in this store, because it was set back.
create table overtaken (
    id text not null,
    member text not null,
    version bigint not null,
    -- We had taken it back there already.
    gone boolean not null,
    told_us bigint not null,
    primary key (id, member)
);

-- At a hub: sealed envelopes of others, kept until the member that they are for has them. Nothing in them can be read here.
create table custody (
    -- Its class times 2^56, and a number rising with the time of keeping: in this order they are handed on.
    no bigint primary key,
    member text not null,
    owner text not null,
    stream bytea not null,
    epoch bigint not null,
    seq bigint not null,
    bytes bytea not null,
    size bigint not null,
    expires_us bigint not null,
    kept_us bigint not null,
    unique (member, owner, stream, epoch, seq)
);
-- And the members' final receipts on their way back to the owners, the last of each lane.
create table custody_receipt (
    owner text not null,
    member text not null,
    stream bytea not null,
    receipt bytea not null,
    digest bytea not null,
    kept_us bigint not null,
    primary key (owner, member, stream)
);
-- At an owner: how far a hub has signed that it keeps a lane of ours for a member.
create table entrusted (
    member text not null,
    stream bytea not null,
    hub text not null,
    epoch bigint not null,
    seq bigint not null,
    receipt bytea not null,
    since_us bigint not null,
    primary key (member, stream, hub)
);
