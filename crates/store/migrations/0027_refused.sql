-- What was refused for good is named in every receipt of its lane.
create index arrived_refused on arrived (owner, stream, epoch, seq) where refused is not null;
