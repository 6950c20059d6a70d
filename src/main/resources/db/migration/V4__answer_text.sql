-- The text of answers that are being written, piece by piece, and of those that ended before their end.
create table answer_text (
    task_id    varchar(36) not null,
    generation int         not null,
    position   int         not null,
    text       ${text}     not null,
    primary key (task_id, generation, position)
);
