package org.satbuddy.api;

import org.satbuddy.task.FailureCode;
import org.satbuddy.task.Kind;
import org.satbuddy.task.Stage;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;

/** A task in each of its states, for tests. */
final class TaskSnapshots {

    static final long CREATED = 1_793_628_191_120L;
    private static final long FINISHED = CREATED + 8_000;
    private static final long EXPIRES = CREATED + 3_600_000;

    private TaskSnapshots() {}

    static TaskSnapshot queued() {
        return task(Kind.CHAT, State.QUEUED, Stage.QUEUED, 0, null, null, null, null);
    }

    static TaskSnapshot running() {
        return task(Kind.CHAT, State.RUNNING, Stage.GENERATING, 1, null, null, null, null);
    }

    static TaskSnapshot waiting() {
        return task(Kind.CHAT, State.WAITING, Stage.WAITING_FOR_RETRY, 1, CREATED + 60_000, null, null, null);
    }

    static TaskSnapshot answered(Kind kind, String result) {
        return task(kind, State.COMPLETED, null, 1, null, FINISHED, result, null);
    }

    /** With the cached answer of another task. */
    static TaskSnapshot cached(String result) {
        return task(Kind.CHAT, State.COMPLETED, null, 0, null, FINISHED, result, null, true);
    }

    static TaskSnapshot failed() {
        return task(Kind.QUESTION, State.FAILED, null, 4, null, FINISHED, null, FailureCode.RATE_LIMITED);
    }

    static TaskSnapshot failed(FailureCode code) {
        return task(Kind.CHAT, State.FAILED, null, 1, null, FINISHED, null, code);
    }

    static TaskSnapshot cancelled() {
        return task(Kind.CHAT, State.CANCELLED, null, 0, null, FINISHED, null, FailureCode.CANCELLED);
    }

    private static TaskSnapshot task(
            Kind kind,
            State state,
            Stage stage,
            int attempt,
            Long retryAt,
            Long finishedAt,
            String result,
            FailureCode code) {
        return task(kind, state, stage, attempt, retryAt, finishedAt, result, code, false);
    }

    private static TaskSnapshot task(
            Kind kind,
            State state,
            Stage stage,
            int attempt,
            Long retryAt,
            Long finishedAt,
            String result,
            FailureCode code,
            boolean cached) {
        boolean answered = result != null;
        return new TaskSnapshot(
                "t-1",
                "owner",
                "c-1",
                kind,
                state,
                stage,
                2,
                5,
                attempt,
                retryAt,
                CREATED,
                finishedAt,
                EXPIRES,
                answered ? "openai" : null,
                answered ? "small" : null,
                cached,
                result,
                null,
                code,
                answered ? "up" : null,
                4);
    }
}
