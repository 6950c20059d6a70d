package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.satbuddy.config.Settings;

/**
 * Decides how long a task waits after an attempt without an answer, and when the task is given up instead. The task
 * waits as long as the provider asked. If the provider gave no time, the task waits {@code satbuddy.retry.later.delay}
 * after a rate limit. After a fault, it waits 1 to 2 seconds, doubling with each fault up to a minute.
 *
 * <p>While the AI is switched off, a task waits for as long as it is kept, and no wait counts.
 *
 * <p>A wait for a rate limit counts against {@code satbuddy.retry.later.max} if a provider was called and refused. It
 * does not count if the call was held back to respect the limit.
 */
final class RetryPolicy {

    private static final long FIRST_FAULT_WAIT = Duration.ofSeconds(2).toMillis();
    private static final long LONGEST_FAULT_WAIT = Duration.ofMinutes(1).toMillis();

    private final Settings.TaskSettings settings;

    RetryPolicy(Settings.TaskSettings settings) {
        this.settings = settings;
    }

    /**
     * The next wait of a task.
     *
     * @param limitWaits the counted waits for rate limits, including this one
     * @param faultWaits the waits after faults, including this one
     * @param notBefore the end of the wait, epoch ms
     * @param giveUpAt the time at which the task is given up, epoch ms
     */
    private record Wait(int limitWaits, int faultWaits, long notBefore, long giveUpAt) {

        boolean tooLong(Settings.TaskSettings settings) {
            return limitWaits > settings.retryMax() || notBefore > giveUpAt;
        }
    }

    /** Whether the task must be given up instead of waiting again after this answer. */
    boolean isUsedUp(Task task, Answer.TryLater answer, long now) {
        return wait(task, answer, now).tooLong(settings);
    }

    /**
     * Moves {@code RUNNING → WAITING}, or {@code RUNNING → FAILED} with the answer's reason if no wait is left. Returns
     * false if another transaction moved the task first.
     */
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
        if (answer.reason() == FailureCode.AI_OFF) {
            long giveUpAt =
                    Math.max(task.giveUpAt(), task.createdAt() + settings.ttl().toMillis());
            return new Wait(task.limitWaits(), task.faultWaits(), now + delay(answer, 1), giveUpAt);
        }
        boolean limited = answer.reason() == FailureCode.RATE_LIMITED;
        boolean refused = limited && answer.called();
        int faultWaits = task.faultWaits() + (limited ? 0 : 1);
        // Patience begins with the first wait. At later waits, now + patience is past giveUpAt, so giveUpAt stays.
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
