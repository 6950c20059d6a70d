-- What students thought of answers, by the day (UTC) on which those were finished: numbers alone, which outlive the
-- tasks. Provider and model are empty, never null, where an answer names none.
create table rating_day (
    utc_day  varchar(10)  not null,
    kind     varchar(16)  not null,
    provider varchar(64)  not null,
    model    varchar(128) not null,
    up       bigint       not null,
    down     bigint       not null,
    primary key (utc_day, kind, provider, model)
);
-- Those given by now were not counted, so a count must not be taken back when they change.
update task set rating = null where rating is not null;
