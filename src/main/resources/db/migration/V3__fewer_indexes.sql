-- Who is unfinished is found by ring_at; an index of the states would change with every move of every task.
drop index task_by_state${of_task};
