package org.satbuddy.provider;

import java.util.List;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.task.Answer;

/**
 * The result of one call in a {@link CallHarness}.
 *
 * @param outcome in words: the text of the answer and its tokens, or the kind of the failure and the wait that it asks
 *     for
 * @param requests all requests that arrived
 * @param shown the pieces of text that the student saw, in order
 * @param replied the answer; null if there was none
 * @param left whether the adapter closed the connection before the whole reply was sent
 */
record CallResult(
        String outcome, List<ReceivedRequest> requests, List<String> shown, Answer.Completed replied, boolean left) {

    ReceivedRequest request() {
        return requests.get(0);
    }
}
