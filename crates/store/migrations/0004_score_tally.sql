-- How answers scored, day by day, so that a bureau can choose its thresholds by its own volume. Numbers alone: nothing
-- here says who asked, or about whom. A day is counted from 1970; step 0 counts the checks of a day, the others the
-- answers whose score lies in that step, with the sum of their scores in millionths.
create table score_tally (
    day bigint not null,
    step bigint not null,
    answers bigint not null,
    score_ppm bigint not null,
    primary key (day, step)
);
