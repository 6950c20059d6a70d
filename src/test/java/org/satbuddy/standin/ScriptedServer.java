package org.satbuddy.standin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Sends every request the reply that {@link #play} set last. */
public final class ScriptedServer implements AutoCloseable {

    /**
     * What happened to a reply.
     *
     * @param requests all requests that got it
     * @param left whether the first client closed its connection before the whole reply was sent; completed at its end
     */
    public record Recording(List<ReceivedRequest> requests, CompletableFuture<Boolean> left) {}

    private final EventLoop loop = new EventLoop();
    private final Listener listener;
    private volatile ClientConnection.Handler handler = (request, pending) -> pending.reply(Reply.silence());

    private ScriptedServer() throws IOException {
        listener = Listener.start("scripted server", 0, loop, (request, pending) -> handler.handle(request, pending));
    }

    /** Listens on a free loopback port, and sends nothing yet. */
    public static ScriptedServer start() throws IOException {
        return new ScriptedServer();
    }

    public URI address() {
        return listener.address();
    }

    /** From now on, every request gets this reply. */
    public Recording play(Reply reply) {
        return play(request -> reply);
    }

    /** From now on, {@code script} chooses the reply to each request. */
    public Recording play(Function<ReceivedRequest, Reply> script) {
        Recording recording = new Recording(new CopyOnWriteArrayList<>(), new CompletableFuture<>());
        handler = (request, pending) -> {
            recording.requests().add(request);
            pending.whenOver(
                    () -> recording.left().complete(false),
                    () -> recording.left().complete(true));
            pending.reply(script.apply(request));
        };
        return recording;
    }

    @Override
    public void close() {
        loop.close();
    }
}
