-- The network's members as the charter has them, each with the manifest that its node last published.
create table charter_entry (no bigint primary key, entry bytea not null);
create table peer (
    member text primary key,
    name text not null,
    class text not null,
    node bytea not null,
    -- active, suspended or removed, by the charter.
    standing text not null,
    manifest bytea,
    manifest_version bigint not null,
    -- Where it was reached last, and how.
    reached_us bigint,
    fault text,
    fault_us bigint
);

-- The keys that others seal to, ours. What lies sealed under a salt cannot be opened when the salt is gone.
create table sealing_key (
    kid bytea primary key,
    secret_sealed bytea,
    secret_salt bytea,
    from_us bigint not null,
    to_us bigint not null
);

-- Lanes of ours: one for each audience and class, a chain of envelopes without a gap.
create table lane (
    stream bytea primary key,
    -- `all`, `all!RU,SY`, or codes: TG,FR.
    audience text not null,
    -- 0 overtakes everything; 2 is usual.
    class bigint not null,
    epoch bigint not null,
    seq bigint not null,
    head bytea not null,
    -- The key that seals what goes on it now, itself sealed under the salt; and since when it is used.
    key_no bigint not null,
    key_sealed bytea not null,
    key_salt bytea not null,
    key_us bigint not null,
    unique (audience, class)
);
create table envelope (
    stream bytea not null references lane (stream),
    epoch bigint not null,
    seq bigint not null,
    kind text not null,
    -- The record it is about.
    object text,
    made_us bigint not null,
    -- Of its header: what a receipt for it must name.
    hash bytea not null,
    -- Gone when everyone has it.
    bytes bytea,
    primary key (stream, seq)
);

-- Who reads a lane of ours: from where on, how far their signed receipt says that it is on their disk, up to which key they
-- were told.
create table reader (
    member text not null,
    stream bytea not null references lane (stream),
    first_seq bigint not null,
    upto bigint not null,
    key_no bigint not null,
    receipt bytea,
    receipt_us bigint,
    left_us bigint,
    -- How far it had read when it left, for one who came back: what was recalled from there on it has not heard of.
    gone_from bigint,
    primary key (member, stream)
);
create index reader_stream on reader (stream);

-- What of a record of ours left on which lane, and where it stands: the version that readers of the lane have when their
-- receipt has reached seq; recalled, when that is the envelope that takes it back.
create table shared (
    id text not null,
    stream bytea not null references lane (stream),
    version bigint not null,
    seq bigint not null,
    recalled boolean not null,
    since_us bigint not null,
    primary key (id, stream)
);
create index shared_stream on shared (stream, seq);

-- What a holder answered about its copy where it is more than a receipt: kept by law, refused, gone before its time.
create table copy_word (
    id text not null,
    member text not null,
    version bigint not null,
    word text not null,
    why text,
    at_us bigint not null,
    primary key (id, member)
);

-- Lanes of others, as far as we have them on disk.
create table arrival (
    owner text not null,
    stream bytea not null,
    audience text not null,
    epoch bigint not null,
    seq bigint not null,
    head bytea not null,
    -- open; or parked or frozen, with the fault.
    state text not null,
    fault text,
    at_us bigint not null,
    primary key (owner, stream)
);
-- What came on them, by the hash of its header: the same again changes nothing, another under its number is a contradiction.
create table arrived (
    owner text not null,
    stream bytea not null,
    epoch bigint not null,
    seq bigint not null,
    hash bytea not null,
    -- The code under which it was refused for good; none where it was taken.
    refused text,
    primary key (owner, stream, epoch, seq)
);
create table arrival_key (
    owner text not null,
    stream bytea not null,
    no bigint not null,
    key_sealed bytea not null,
    key_salt bytea not null,
    primary key (owner, stream, no)
);
-- What could not be taken, for people to look at: at most a hundred a member are kept.
create table quarantine (
    no bigint primary key,
    owner text not null,
    stream bytea,
    seq bigint,
    fault text not null,
    bytes bytea not null,
    at_us bigint not null
);
create index quarantine_owner on quarantine (owner, no);

-- The owner's window: what others did with a record of ours, as they told.
create table consultation (
    no bigint primary key,
    record text not null,
    version bigint not null,
    member text not null,
    -- consulted, opened, exported, printed.
    what text not null,
    unit text,
    officer text,
    purpose text not null,
    reference text,
    done_us bigint not null,
    told_us bigint not null
);
create index consultation_record on consultation (record, no);

-- Hits between two members' knowledge, and what each side says of them.
create table hit (
    id text primary key,
    raised_by text not null,
    milli_bits bigint not null,
    term text not null,
    raised_us bigint not null,
    due_us bigint not null,
    -- Set when the clock ran out before both sides had answered.
    late_us bigint,
    closed_us bigint,
    -- It is ours to look at: one side is ours. Not so at a hub that only brought the two together.
    ours boolean not null,
    -- The last act about it: whoever has read up to there reads it again when there is another.
    moved bigint not null
);
create index hit_open on hit (due_us) where closed_us is null;
create index hit_moved on hit (moved) where ours;
create table hit_side (
    hit text not null references hit (id),
    member text not null,
    -- None where this side may not be known here, or is a check and no record.
    record text,
    version bigint not null,
    -- What the other side gets to see: full, contact or silent.
    shows text not null,
    word text,
    word_us bigint,
    primary key (hit, member)
);
create index hit_side_record on hit_side (record) where record is not null;
-- Pairs of versions for which a hit was raised, so that none is raised twice.
create table hit_pair (
    one text not null,
    one_version bigint not null,
    two text not null,
    two_version bigint not null,
    hit text not null,
    primary key (one, two, one_version, two_version)
);
