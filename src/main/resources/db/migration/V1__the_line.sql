-- Times are epoch milliseconds of the database's clock. ${text} and ${bytes} are the database's types for long text and
-- for binary content. Indexes: one for every query that runs per submit, per claim and per sweep.

create table conversation (
    id            varchar(36)  not null primary key,
    owner         varchar(64)  not null,
    title         varchar(200),
    created_at    bigint       not null,
    last_activity bigint       not null
);
create index conversation_by_owner on conversation (owner, last_activity);
create index conversation_by_age on conversation (last_activity);

create table task (
    id              varchar(36)  not null primary key,
    owner           varchar(64)  not null,
    active_owner    varchar(64),
    conversation_id varchar(36)  not null,
    opening         boolean      not null,
    kind            varchar(16)  not null,
    state           varchar(16)  not null,
    stage           varchar(24),
    generation      int          not null,
    revision        int          not null,
    attempts        int          not null,
    takeovers       int          not null,
    limit_waits     int          not null,
    fault_waits     int          not null,
    priority        int          not null,
    request         ${text}      not null,
    result          ${text},
    code            varchar(32),
    provider        varchar(64),
    model           varchar(128),
    input_tokens    bigint       not null,
    output_tokens   bigint       not null,
    rating          varchar(8),
    submission_key  varchar(340),
    request_hash    varchar(64)  not null,
    not_before      bigint       not null,
    give_up_at      bigint       not null,
    ring_at         bigint,
    rings           int          not null,
    lease_node      varchar(100),
    lease_boot      varchar(36),
    lease_until     bigint       not null,
    run_until       bigint       not null,
    created_at      bigint       not null,
    finished_at     bigint
);
create unique index task_by_key on task (submission_key);
create index task_by_conversation on task (conversation_id, created_at);
create index task_by_active_owner on task (active_owner);
create index task_by_state on task (state, priority, created_at);
create index task_by_ring on task (ring_at);

create table allowance (
    subject varchar(100) not null primary key,
    tat     bigint       not null
);

create table token_day (
    id     varchar(10) not null primary key,
    tokens bigint      not null
);

create table node (
    name       varchar(100) not null primary key,
    boot       varchar(36)  not null,
    seen_at    bigint       not null
);

create table signing_key (
    id         varchar(16) not null primary key,
    secret     varchar(64) not null,
    created_at bigint      not null
);

create table image (
    id              varchar(36)  not null primary key,
    owner           varchar(64)  not null,
    conversation_id varchar(36),
    media_type      varchar(32)  not null,
    width           int          not null,
    height          int          not null,
    size_bytes      int          not null,
    created_at      bigint       not null,
    bytes           ${bytes}     not null
);
create index image_by_owner on image (owner);
create index image_by_conversation on image (conversation_id);
create index image_by_age on image (created_at);
