-- All that decides who may see a record, once for each combination in use.
create table stamp (
    no bigint primary key,
    owner text not null,
    kind text not null,
    status text,
    whole text not null unique
);

-- The journal. The columns between seq and entry repeat what entry says, so that it can be searched.
create table journal (
    seq bigint primary key,
    at_us bigint not null,
    actor text not null,
    kind text not null,
    object text,
    object_version bigint,
    purpose text,
    reference text,
    key_name text,
    entry bytea not null,
    signature bytea not null,
    body bytea
);
create index journal_object on journal (object, seq) where object is not null;

-- Its end: whoever writes an act locks this row, so acts are numbered without gaps and become visible in order.
create table journal_head (
    one bigint primary key check (one = 1),
    seq bigint not null,
    hash bytea not null,
    frontier bytea not null,
    checkpoint text not null
);

-- What others read to check it: tiles of the tree, signed checkpoints, and how far the tiles reach.
create table tile (
    level bigint not null,
    idx bigint not null,
    hashes bytea not null,
    primary key (level, idx)
);
create table checkpoint (size bigint primary key, note text not null);
create table tended (one bigint primary key check (one = 1), size bigint not null);

-- Salts of the keys that seal acts about no record, by day since 1970. Without its salt a day cannot be read.
create table day_key (day bigint primary key, salt bytea not null);

-- One row a record, found by its id; the owner is in the key for databases that spread tables over machines by it.
-- Its content is the sealed body of act seq; a null salt says that it was withdrawn.
create table record (
    owner text not null,
    id text not null,
    version bigint not null,
    seq bigint not null,
    stamp bigint not null references stamp (no),
    list text,
    digest bytea,
    seen text,
    filed_us bigint not null,
    revised_us bigint not null,
    expires_us bigint,
    salt bytea,
    primary key (id, owner)
);
create index record_seq on record (seq);
create index record_expires on record (expires_us) where expires_us is not null;
create index record_list on record (owner, list, seq) where list is not null;

-- Links for looking up both ways. The linked records may be another member's, or not there yet.
create table link (
    owner text not null,
    id text not null,
    from_id text not null,
    to_id text not null,
    kind text not null,
    primary key (id, owner),
    foreign key (id, owner) references record (id, owner)
);
create index link_from on link (from_id);
create index link_to on link (to_id);

-- Runs of importers, and the rows they refused.
create table import (
    owner text not null,
    id text not null,
    list text not null,
    format text not null,
    files text not null,
    fingerprint text not null,
    state text not null,
    steps bigint not null,
    added bigint not null,
    changed bigint not null,
    unchanged bigint not null,
    withdrawn bigint not null,
    refused bigint not null,
    swept bigint not null,
    started_us bigint not null,
    ended_us bigint,
    primary key (owner, id)
);
create table refused_row (
    owner text not null,
    import text not null,
    no bigint not null,
    file text not null,
    line bigint not null,
    reason text not null,
    primary key (owner, import, no),
    foreign key (owner, import) references import (owner, id)
);

-- Who works here, and how they prove it. Secrets are kept as keyed digests only.
create table officer (
    id text primary key,
    name text not null,
    unit text not null,
    roles text not null,
    clearance text not null,
    language text not null,
    disabled boolean not null
);
create table credential (
    id bytea primary key,
    officer text not null references officer (id),
    passkey text not null,
    enrolled_us bigint not null,
    used_us bigint
);
create index credential_officer on credential (officer);
create table invitation (
    digest bytea primary key,
    officer text not null references officer (id),
    ends_us bigint not null,
    used_us bigint
);
create table session (
    digest bytea primary key,
    officer text not null references officer (id),
    opened_us bigint not null,
    seen_us bigint not null,
    ends_us bigint not null
);
create index session_officer on session (officer);
create table ceremony (id text primary key, state text not null, expires_us bigint not null);
create table client (
    id text primary key,
    name text not null,
    roles text not null,
    clearance text not null,
    shown text not null,
    digest bytea not null unique,
    added_us bigint not null,
    ends_us bigint not null,
    revoked boolean not null
);

-- Questions that stay open. The question is sealed under its own salt, which goes when it is closed.
create table standing (
    id text primary key,
    officer text not null references officer (id),
    purpose text not null,
    reference text,
    question bytea,
    salt bytea,
    opened_us bigint not null,
    until_us bigint not null
);
create index standing_officer on standing (officer, opened_us);
create table alert (
    no bigint primary key,
    standing text not null references standing (id),
    officer text not null references officer (id),
    record text not null,
    version bigint not null,
    score_ppm bigint not null,
    raised_us bigint not null,
    seen_us bigint,
    unique (standing, record, version)
);
create index alert_officer on alert (officer, no);

create table setting (name text primary key, value text not null);

-- How far each follower has read the journal, and who may be it where several processes share the store.
create table follower (name text primary key, seq bigint not null);
create table lease (name text primary key, holder text not null, until_us bigint not null);
