-- Photographs of notices, each sealed under a salt of its own. The content of a notice names them by their digests.
create table notice_photograph (
    notice text not null,
    digest text not null,
    sealed bytea not null,
    salt bytea not null,
    primary key (notice, digest)
);

-- What other members told of what became of their copies of our notices, and of what these had fed there.
create table notice_fed (
    notice text not null,
    member text not null,
    -- Up to which version the copy was destroyed.
    version bigint not null,
    -- When it had left the index there, and how often it had gone out: as a file, on paper, in capsules, on screens.
    index_us bigint not null,
    exported bigint not null,
    printed bigint not null,
    carried bigint not null,
    shown bigint not null,
    -- When the last lease of a capsule that holds it ends; none where no capsule does.
    until_us bigint,
    told_us bigint not null,
    primary key (notice, member)
);
