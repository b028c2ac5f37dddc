-- Records of others of which their owner has stated another content since in the very version that is here: it was set back, and has
-- given that number once more.
create table other_content (
    owner text not null,
    id text not null,
    version bigint not null,
    primary key (id, owner),
    foreign key (id, owner) references record (id, owner)
);
