-- For whom the AI is switched off: all, or those whose ids begin so. Their questions wait.
create table ai_off (
    subject varchar(64) not null primary key,
    since   bigint      not null
);
