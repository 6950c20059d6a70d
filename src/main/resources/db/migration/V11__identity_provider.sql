-- Who the identity provider says it is, and in which session there: hashes. Null for people with a password.
alter table account add provider_key varchar(64);
create unique index account_by_provider_key on account (provider_key);
alter table account_session add provider_session varchar(64);
-- With it, the identity provider signs people out without asking them.
alter table account_session add id_token varchar(4000);
create index account_session_by_provider on account_session (provider_session);
