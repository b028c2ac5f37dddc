-- A question that stays open may be one about notices: a subscription. What is wanted is sealed as questions are.
-- Its alerts are for everybody of this unit; for its officer alone where none is named.
alter table standing add column unit text;
-- The last act before it, of a subscription: what has happened up to there alerts nobody.
alter table standing add column since bigint;
create index standing_unit on standing (unit) where unit is not null;
-- Of a notice: it is out of use, and not in force. None in the alert of a standing check.
alter table alert add column ended boolean;
