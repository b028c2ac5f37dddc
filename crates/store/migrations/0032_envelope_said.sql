-- Of an act with a notice its SHA-256 as it was signed: whether an owner was told it must hang on no clock.
alter table envelope add column said bytea;
