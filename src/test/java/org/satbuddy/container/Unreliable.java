package org.satbuddy.container;

import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.faulttolerance.Retry;

/** Fails twice. It is called again only if fault tolerance intercepts. */
@Dependent
class Unreliable {

    private int calls;

    @Retry(maxRetries = 2, delay = 0, jitter = 0)
    int succeedsAtTheThirdCall() {
        if (++calls < 3) {
            throw new IllegalStateException("call " + calls);
        }
        return calls;
    }
}
