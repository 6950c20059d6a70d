package org.satbuddy.api;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Answers a suspended request when a stage completes. No thread is held until then. */
final class AsyncResponses {

    private AsyncResponses() {}

    /** Resumes with the response, or with the failure, which an exception mapper turns into a response. */
    static void resume(CompletionStage<Response> pending, AsyncResponse response) {
        pending.whenComplete((answer, failure) -> {
            if (failure == null) {
                response.resume(answer);
            } else {
                response.resume(unwrapped(failure));
            }
        });
    }

    private static Throwable unwrapped(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
