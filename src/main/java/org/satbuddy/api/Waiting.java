package org.satbuddy.api;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Requests that are answered when something has happened; no thread is held until then. */
final class Waiting {

    private Waiting() {}

    /** Answers with what comes, rendered, or with the failure as its mapper has it. */
    static <T> void answer(CompletionStage<T> coming, AsyncResponse response, Function<T, Response> rendered) {
        coming.thenApply(rendered).whenComplete((answer, failure) -> {
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
