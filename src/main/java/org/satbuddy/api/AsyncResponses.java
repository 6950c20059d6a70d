package org.satbuddy.api;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Requests that are answered when something has happened; no thread is held until then. */
final class AsyncResponses {

    private AsyncResponses() {}

    /** Answers with what comes, or with the failure as its mapper has it. */
    static void resume(CompletionStage<Response> coming, AsyncResponse response) {
        coming.whenComplete((answer, failure) -> {
            if (failure == null) {
                response.resume(answer);
            } else {
                response.resume(itself(failure));
            }
        });
    }

    private static Throwable itself(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
