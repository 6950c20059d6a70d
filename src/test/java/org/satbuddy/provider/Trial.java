package org.satbuddy.provider;

import java.util.List;
import org.satbuddy.standin.ReceivedRequest;
import org.satbuddy.tutor.Outcome;

/**
 * One call of an adapter and what came of it.
 *
 * @param outcome in words: the text of the answer and its tokens, or the kind of the failure and what it asks to wait
 * @param requests all that arrived
 * @param replied the answer; null if there was none
 * @param left whether the adapter hung up before the reply had been sent whole
 */
record Trial(String outcome, List<ReceivedRequest> requests, Outcome.Replied replied, boolean left) {

    ReceivedRequest request() {
        return requests.get(0);
    }
}
