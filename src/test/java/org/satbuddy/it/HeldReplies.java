package org.satbuddy.it;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.Parameters;
import com.github.tomakehurst.wiremock.extension.ServeEventListener;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps replies back until the test releases them. A slow machine then cannot miss what must happen before the reply.
 */
final class HeldReplies implements ServeEventListener {

    private static final String WORD = "held-for";

    /** If a test does not release its replies, they must not occupy the provider's threads for long. */
    private static final int LONGEST_SECONDS = 60;

    private final Map<String, CountDownLatch> latches = new ConcurrentHashMap<>();

    ResponseDefinitionBuilder hold(String word, ResponseDefinitionBuilder response) {
        latches.put(word, new CountDownLatch(1));
        return response.withTransformerParameter(WORD, word);
    }

    void release(String word) {
        latches.get(word).countDown();
    }

    void releaseAll() {
        latches.values().forEach(CountDownLatch::countDown);
    }

    /** The provider has counted the call when this is called. */
    @Override
    public void beforeResponseSent(ServeEvent event, Parameters ignored) {
        Parameters parameters = event.getResponseDefinition().getTransformerParameters();
        Object word = parameters == null ? null : parameters.get(WORD);
        if (word == null) {
            return;
        }
        try {
            latches.get(word.toString()).await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // The provider is stopping.
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String getName() {
        return "held-replies";
    }
}
