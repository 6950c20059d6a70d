package org.satbuddy.task;

/** Follows a task, and reads its new text whenever it is notified. */
final class Follower {

    private final TaskSubscription subscription;
    private final StringBuilder text = new StringBuilder();
    private TextPosition read = TextPosition.NONE;
    private int restarts;
    private TaskUpdate last;
    private boolean gone;

    Follower(Line line, TaskSnapshot task) {
        subscription = line.tasks.follow(task.owner(), task.id(), this::look).orElseThrow();
    }

    /** Reads what is new. A notification may come before the constructor ends, and is then ignored. */
    synchronized void look() {
        if (subscription == null) {
            return;
        }
        var update = subscription.look(read);
        if (update.isEmpty()) {
            gone = true;
            return;
        }
        last = update.get();
        if (last.generation() != read.generation()) {
            restarts += text.isEmpty() ? 0 : 1;
            text.setLength(0);
            read = new TextPosition(last.generation(), 0);
        }
        text.append(last.text());
        read = new TextPosition(read.generation(), text.length());
    }

    synchronized String text() {
        return text.toString();
    }

    /** How often a new text replaced one that was not empty. */
    synchronized int restarts() {
        return restarts;
    }

    /** The latest update; null if there was none. */
    synchronized TaskUpdate last() {
        return last;
    }

    /** Whether the task was deleted. */
    synchronized boolean isGone() {
        return gone;
    }
}
