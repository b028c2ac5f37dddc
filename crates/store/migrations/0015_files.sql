-- At a hub: which files of which owner a member wants by its mailbox. What came of them lies sealed in the folder of files.
create table custody_file (
    member text not null,
    owner text not null,
    -- SHA-256 of the sealed file, and the length of what it holds.
    hash bytea not null,
    length bigint not null,
    -- Its owner has brought of it for this member.
    granted boolean not null,
    -- All of it was.
    whole boolean not null,
    since_us bigint not null,
    -- When the member last said that it wants it.
    wanted_us bigint not null,
    primary key (member, owner, hash)
);
create index custody_file_owner on custody_file (owner);

-- Of another member's file that is here: that its owner was told so.
alter table attachment add column told boolean not null default true;
create index attachment_untold on attachment (owner) where here and not told;
