-- People who sign in. The name is that of the sign-in, in small letters. A password is a hash; null if there is none.
create table account (
    id           varchar(16)  not null primary key,
    name         varchar(80)  not null,
    display_name varchar(80)  not null,
    role         varchar(16)  not null,
    password     varchar(200),
    must_change  boolean      not null,
    disabled     boolean      not null,
    created_at   bigint       not null
);
create unique index account_by_name on account (name);
create table account_session (
    id         varchar(16) not null primary key,
    account_id varchar(16) not null,
    token_hash varchar(64) not null,
    created_at bigint      not null,
    used_at    bigint      not null
);
create unique index account_session_by_token on account_session (token_hash);
create index account_session_by_account on account_session (account_id);
-- Counts the changes of accounts, sessions and tokens, so that nodes know when to read them again.
create table account_changes (
    id      int    not null primary key,
    changes bigint not null
);
insert into account_changes (id, changes) values (1, 0);
-- What was done, and by whom. Each row has the hash of the one before, so no row can be changed or removed unseen.
create table audit_event (
    seq           bigint       not null primary key,
    happened_at   bigint       not null,
    actor         varchar(40)  not null,
    address       varchar(64)  not null,
    action        varchar(32)  not null,
    subject       varchar(40)  not null,
    detail        varchar(400) not null,
    previous_hash varchar(64)  not null,
    hash          varchar(64)  not null
);
-- The last event, and the last one that was removed because of its age. The row is locked while an event is added, so that
-- there is one chain for all nodes.
create table audit_head (
    id           int         not null primary key,
    seq          bigint      not null,
    hash         varchar(64) not null,
    removed_seq  bigint      not null,
    removed_hash varchar(64) not null
);
insert into audit_head (id, seq, hash, removed_seq, removed_hash) values (1, 0, '', 0, '');
-- Who made the pass; empty for the installation's administrator.
alter table class_pass add made_by varchar(16) default '' not null;
