-- With which a program acts for a person. Only the hash of the token is kept. Scopes are separated by spaces.
create table access_token (
    id         varchar(16) not null primary key,
    account_id varchar(16) not null,
    token_hash varchar(64) not null,
    name       varchar(80) not null,
    scopes     varchar(40) not null,
    created_at bigint      not null,
    expires_at bigint      not null,
    used_at    bigint      not null
);
create unique index access_token_by_token on access_token (token_hash);
create index access_token_by_account on access_token (account_id);
