-- Files that belong to a record, each sealed in chunks under a key of its own. That key, what the file is called and the digest
-- of what it holds lie sealed under the key of the record: when the record's salt goes, the file says nothing any more.
create table attachment (
    id text not null,
    -- Who states it: the owner of the record.
    owner text not null,
    -- The record that it belongs to.
    object text not null,
    -- That it is shared in the place of this one, which stays at home.
    copy_of text,
    -- SHA-256 of the sealed file: what it is called among the files, and asked for by.
    hash bytea not null,
    length bigint not null,
    -- It goes where its record goes.
    goes boolean not null,
    -- It is whole on our disk.
    here boolean not null,
    at_us bigint not null,
    -- Gone where it was taken away.
    sealed bytea,
    -- Why it is not here yet, and since when.
    fault text,
    fault_us bigint,
    primary key (id, owner)
);
create index attachment_object on attachment (object);
create index attachment_hash on attachment (hash);
create index attachment_wanted on attachment (owner) where not here and sealed is not null;
create index attachment_gone on attachment (id) where sealed is null;

-- Which members have told that a file of ours is whole there.
create table attachment_holder (
    attachment text not null,
    member text not null,
    at_us bigint not null,
    primary key (attachment, member)
);
