-- Who has said of a record of ours that they hold another content in the version in which it is here, and in which epoch of ours they
-- said so last: it goes out in another version then, once in each epoch.
create table told_apart (
    id text not null,
    member text not null,
    epoch bigint not null,
    primary key (id, member)
);
