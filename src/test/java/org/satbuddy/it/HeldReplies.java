package org.satbuddy.it;

import com.github.tomakehurst.wiremock.extension.ResponseTransformerV2;
import com.github.tomakehurst.wiremock.http.Response;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Keeps replies back until the test releases them, so that a slow machine cannot miss what happens before. */
final class HeldReplies implements ResponseTransformerV2 {

    static final String NAME = "held";
    static final String WORD = "word";

    /** A test that forgets to release its replies must not occupy the threads of the tests after it. */
    private static final int LONGEST_SECONDS = 60;

    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

    void hold(String word) {
        latches.put(word, new CountDownLatch(1));
    }

    void release(String word) {
        latches.get(word).countDown();
    }

    void releaseAll() {
        latches.values().forEach(CountDownLatch::countDown);
    }

    @Override
    public Response transform(Response response, ServeEvent event) {
        try {
            latches.get(event.getTransformerParameters().getString(WORD)).await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // The provider is stopping.
            Thread.currentThread().interrupt();
        }
        return response;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean applyGlobally() {
        return false;
    }
}
