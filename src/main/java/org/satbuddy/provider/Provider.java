package org.satbuddy.provider;

import org.satbuddy.task.Answer;
import org.satbuddy.task.Progress;
import org.satbuddy.tutor.Prompt;

/** Answers prompts: an AI over the network, or the embedded study guide. */
interface Provider {

    /** The name in {@code satbuddy.providers}. */
    String name();

    /** Blocks until the provider has answered or the call is given up. Never throws for a failure of the provider. */
    Answer ask(Prompt prompt, Progress progress);
}
