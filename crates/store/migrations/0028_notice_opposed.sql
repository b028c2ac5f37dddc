-- When its owner last said once more a notice that it had taken back, without what was said against it: since then it is to hear that.
alter table notice_against add column opposed_us bigint;
