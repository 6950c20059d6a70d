package org.satbuddy.provider;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Shows whether this server applies the annotations of Fault Tolerance. A server without support ignores them
 * silently.
 */
@ApplicationScoped
public class FaultToleranceProbe {

    private final AtomicInteger calls = new AtomicInteger();

    /** Fails on every odd call. With the retry in force, a caller never sees a failure. */
    @Retry(maxRetries = 1, delay = 0, jitter = 0)
    public void succeedWhenTriedAgain() {
        if (calls.incrementAndGet() % 2 == 1) {
            throw new IllegalStateException("not tried again");
        }
    }
}
