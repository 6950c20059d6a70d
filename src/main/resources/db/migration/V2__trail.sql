-- Who was asked for an answer, and why that was not the end of it.
alter table task add column trail varchar(2000);
