package org.satbuddy.standin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives every request the same reply, whatever it asks, and keeps what was asked. */
public final class ScriptedServer implements AutoCloseable {

    private final EventLoop loop = new EventLoop();
    private final List<HttpRequest> requests = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();
    private final Listener listener;

    private ScriptedServer(Reply reply) throws IOException {
        listener = Listener.start("scripted server", 0, loop, (request, exchange) -> {
            requests.add(request);
            exchange.whenOver(() -> left.complete(false), () -> left.complete(true));
            exchange.reply(reply);
        });
    }

    /** Listens on a free port of loopback. */
    public static ScriptedServer replying(Reply reply) throws IOException {
        return new ScriptedServer(reply);
    }

    public URI address() {
        return listener.address();
    }

    public List<HttpRequest> requests() {
        return requests;
    }

    /** Whether the first client closed its connection before the reply was sent whole; known once one of them is so. */
    public CompletableFuture<Boolean> left() {
        return left;
    }

    @Override
    public void close() {
        loop.close();
    }
}
