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
