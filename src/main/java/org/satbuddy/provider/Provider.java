package org.satbuddy.provider;

import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Outcome;
import org.satbuddy.tutor.Prompt;

/** One of those who can answer. */
interface Provider {

    /** As in {@code satbuddy.providers}. */
    String name();

    /** Blocks until answered or given up. Never throws for a failure of the provider. */
    Outcome ask(Prompt prompt, Progress progress);
}
