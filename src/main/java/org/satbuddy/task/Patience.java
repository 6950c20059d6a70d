package org.satbuddy.task;

import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.satbuddy.config.Settings;

/**
 * How long a task waits after an attempt that nobody could answer: as long as the provider asked, else a minute for a
 * rate limit and a growing few seconds for a fault; and when it is given up instead.
 */
final class Patience {

    private static final long FIRST_FAULT_WAIT = Duration.ofSeconds(2).toMillis();
    private static final long LONGEST_FAULT_WAIT = Duration.ofMinutes(1).toMillis();

    private final Settings.Tasks settings;

    Patience(Settings.Tasks settings) {
        this.settings = settings;
    }

    /** {@code RUNNING → WAITING}, or {@code → FAILED} with the answer's reason if patience is used up. */
    boolean putToWait(EntityManager entities, Task task, Answer.TryLater answer, long now) {
        boolean limited = answer.reason() == FailureCode.RATE_LIMITED;
        int limitWaits = task.limitWaits() + (limited ? 1 : 0);
        int faultWaits = task.faultWaits() + (limited ? 0 : 1);
        boolean first = task.limitWaits() + task.faultWaits() == 0;
        long giveUpAt =
                first ? Math.min(task.giveUpAt(), now + settings.patience().toMillis()) : task.giveUpAt();
        long notBefore = now + delay(answer, faultWaits);
        if (limitWaits > settings.retryMax() || notBefore > giveUpAt) {
            var failed = new Answer.Failed(answer.reason(), null, null, Usage.NONE);
            return TaskStore.fail(entities, task.id(), task.generation(), failed, now);
        }
        return TaskStore.putToWait(
                entities, task.id(), task.generation(), answer, limitWaits, faultWaits, notBefore, giveUpAt);
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
