package org.satbuddy.standin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** Gives every request the reply that it was told to give, until it is told another one. */
public final class ScriptedServer implements AutoCloseable {

    /**
     * What comes of a reply.
     *
     * @param requests all that got it
     * @param left whether the first client closed its connection before it had been sent whole; known when it is over
     */
    public record Recording(List<ReceivedRequest> requests, CompletableFuture<Boolean> left) {}

    private final EventLoop loop = new EventLoop();
    private final Listener listener;
    private volatile ClientConnection.Handler handler = (request, pending) -> pending.reply(Reply.silence());

    private ScriptedServer() throws IOException {
        listener = Listener.start("scripted server", 0, loop, (request, pending) -> handler.handle(request, pending));
    }

    /** Listens on a free port of loopback, and is silent. */
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

    /** From now on, every request gets the reply that is chosen by what it asks. */
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
