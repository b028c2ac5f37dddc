-- Capsules on pages: what one held, whether its file was taken along, how far it is leased, and whether its log is home for good.
-- How many records of which kinds and owners were in it, as JSON; nothing of what they say.
alter table capsule add column held text;
alter table capsule add column taken_us bigint;
-- When the code of a lease was told last, and until when that lease, or one told before, runs.
alter table capsule add column leased_us bigint;
alter table capsule add column leased_until_us bigint;
-- The log that came home last ended as a post that was closed in good order leaves it.
alter table capsule add column closed boolean not null default false;
-- Its device is lost: no log of it is waited for.
alter table capsule add column lost boolean not null default false;
-- How far its log was pressed for: 0 not yet, 1 late, 2 very late; and since when.
alter table capsule add column late bigint not null default 0;
alter table capsule add column late_us bigint;
update capsule set taken_us = made_us, leased_us = made_us, leased_until_us = made_us + lease_us;

-- Which acts of the journal came home with the log of which capsule.
create table capsule_look (
    capsule text not null references capsule (id),
    act bigint not null,
    primary key (capsule, act)
);

-- Where what we gave of our records and what its reader holds do not agree (ours), or the same of another's records here.
create table record_apart (
    member text not null,
    id text not null,
    ours boolean not null,
    -- lost: to be held, and not there, or in an older version; kept: taken back, and still there.
    what text not null,
    version bigint not null,
    part bigint not null,
    first_us bigint not null,
    alarmed_us bigint,
    -- When somebody had it given, or taken back, once more.
    settled_us bigint,
    primary key (member, id)
);
-- When a member was told the sum of what it was given last, and when what it holds was compared with that last.
create table holding (
    member text primary key,
    told_us bigint,
    compared_us bigint
);

-- Why a side cannot tell, from a list; and when what the other side says was heard here.
alter table hit_side add column ground text;
alter table hit_side add column heard_us bigint;

-- Which threads name which hit.
create table thread_hit (
    hit text not null,
    thread text not null,
    primary key (hit, thread)
);

-- How fast a member answers, as an asker measured it over 90 days: how much was asked, answered in time, and within which span.
create table answer_figure (
    asker text not null,
    member text not null,
    -- request or hit.
    what text not null,
    term text not null,
    asked bigint not null,
    in_time bigint not null,
    spans text not null,
    at_us bigint not null,
    primary key (asker, member, what, term)
);
-- What of ours a member was told last, and when that was looked at.
create table figure_told (
    member text primary key,
    digest bytea not null,
    at_us bigint not null
);
