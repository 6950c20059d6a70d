-- What was asked, where others who ask the same may be given the answer; and whether an answer was such a one.
alter table task add column prompt_hash varchar(64);
alter table task add column cached boolean default false not null;
create index task_by_prompt on task (prompt_hash);
