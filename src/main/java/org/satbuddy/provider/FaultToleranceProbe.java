package org.satbuddy.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Shows whether this server obeys the annotations of Fault Tolerance. One that does not ignores them silently. */
@ApplicationScoped
public class FaultToleranceProbe {

    private final AtomicInteger calls = new AtomicInteger();

    /** Fails at its first call and at every other one after it, and so for a caller only if it is not tried again. */
    @Retry(maxRetries = 1, delay = 0, jitter = 0)
    public void succeedWhenTriedAgain() {
        if (calls.incrementAndGet() % 2 == 1) {
            throw new IllegalStateException("not tried again");
        }
    }
}
