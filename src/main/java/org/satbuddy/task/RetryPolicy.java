package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.satbuddy.config.Settings;

/**
 * How long a task waits after an attempt that nobody could answer: as long as the provider asked, else a minute for a
 * rate limit and a growing few seconds for a fault; and when it is given up instead. Waits for a limit are counted if a
 * provider refused, and not if it was left alone so that it need not.
 */
final class RetryPolicy {

    private static final long FIRST_FAULT_WAIT = Duration.ofSeconds(2).toMillis();
    private static final long LONGEST_FAULT_WAIT = Duration.ofMinutes(1).toMillis();

    private final Settings.TaskSettings settings;

    RetryPolicy(Settings.TaskSettings settings) {
        this.settings = settings;
    }

    /** How a task waits: what it has waited for by then, until when, and when it is given up. */
    private record Wait(int limitWaits, int faultWaits, long notBefore, long giveUpAt) {

        boolean tooLong(Settings.TaskSettings settings) {
            return limitWaits > settings.retryMax() || notBefore > giveUpAt;
        }
    }

    /** Whether the task may not be put to wait for this once more. */
    boolean isUsedUp(Task task, Answer.TryLater answer, long now) {
        return wait(task, answer, now).tooLong(settings);
    }

    /** {@code RUNNING → WAITING}, or {@code → FAILED} with the answer's reason if patience is used up. */
    boolean putToWait(EntityManager em, Task task, int generation, Answer.TryLater answer, String trail, long now) {
        Wait wait = wait(task, answer, now);
        if (wait.tooLong(settings)) {
            var failed = new Answer.Failed(answer.reason(), null, null, Usage.NONE);
            return TaskStore.fail(em, task.id(), generation, failed, trail, now);
        }
        return TaskStore.putToWait(
                em,
                task.id(),
                generation,
                answer,
                wait.limitWaits(),
                wait.faultWaits(),
                wait.notBefore(),
                wait.giveUpAt(),
                trail);
    }

    private Wait wait(Task task, Answer.TryLater answer, long now) {
        boolean limited = answer.reason() == FailureCode.RATE_LIMITED;
        boolean refused = limited && answer.called();
        int faultWaits = task.faultWaits() + (limited ? 0 : 1);
        // RetryPolicy begins with the first wait: after that, what it would end at from now on is always later.
        return new Wait(
                task.limitWaits() + (refused ? 1 : 0),
                faultWaits,
                now + delay(answer, faultWaits),
                Math.min(task.giveUpAt(), now + settings.patience().toMillis()));
    }

    private long delay(Answer.TryLater answer, int faultWaits) {
        if (answer.after() != null) {
            return Math.max(0, answer.after().toMillis());
        }
        if (answer.reason() == FailureCode.RATE_LIMITED) {
            return settings.retryDelay().toMillis();
        }
        long growing = FIRST_FAULT_WAIT << Math.min(faultWaits - 1, 10);
        long capped = Math.min(growing, LONGEST_FAULT_WAIT);
        return capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1);
    }
}
