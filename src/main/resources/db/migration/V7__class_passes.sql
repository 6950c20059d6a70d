-- Lessons that students enter by a code, without an account. The code itself is not kept. seats_taken counts the
-- identities that were given; nothing here says who has one.
create table class_pass (
    id          varchar(16)  not null primary key,
    code_hash   varchar(64)  not null,
    name        varchar(80)  not null,
    starts_at   bigint       not null,
    ends_at     bigint       not null,
    seats       int          not null,
    seats_taken int          not null,
    tokens      bigint       not null,
    tokens_used bigint       not null,
    created_at  bigint       not null
);
create unique index class_pass_by_code on class_pass (code_hash);
-- What a task may cost, until it is finished.
alter table task add reserved bigint default 0 not null;
