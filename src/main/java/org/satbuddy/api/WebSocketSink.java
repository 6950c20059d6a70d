package org.satbuddy.api;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpointConfig;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.satbuddy.log.LimitedLog;

/**
 * Sends events as JSON text frames of a WebSocket, {@code {event, id?, data}}. Messages from the client are ignored.
 */
final class WebSocketSink extends Endpoint implements EventSink {

    private static final System.Logger LOG = LimitedLog.of(WebSocketSink.class);

    /** Frames of the last write that are still to be sent: a few at most. */
    private final Queue<String> frames = new ArrayDeque<>();

    /**
     * The shortest time between two pings, in nanoseconds. The server closes a WebSocket from which it has received
     * nothing for 15 seconds, however much it sends. A pong is enough, so a write starts with a ping. Writes are at
     * most {@link EventStream#LONGEST_SILENCE} apart. The sum of the two times must stay below 15 seconds.
     */
    private static final long PING_PAUSE = Duration.ofSeconds(2).toNanos();

    private final EventStream stream;
    private Session session;
    private boolean sending;
    private long lastPing = System.nanoTime();
    private boolean closing;

    /** The configuration for upgrading the one request that {@code socket} serves. */
    static ServerEndpointConfig configuration(WebSocketSink socket) {
        return ServerEndpointConfig.Builder.create(WebSocketSink.class, "/")
                .configurator(new ServerEndpointConfig.Configurator() {
                    @Override
                    public <T> T getEndpointInstance(Class<T> type) {
                        return type.cast(socket);
                    }
                })
                .build();
    }

    WebSocketSink(EventStream stream) {
        this.stream = stream;
    }

    @Override
    public void onOpen(Session opened, EndpointConfig config) {
        boolean late;
        synchronized (this) {
            session = opened;
            session.setMaxIdleTimeout(0);
            // Without these handlers of parts, the server would buffer a whole message before dropping it.
            session.addMessageHandler(String.class, (part, last) -> {});
            session.addMessageHandler(ByteBuffer.class, (part, last) -> {});
            // Without a timeout, a send to a client that does not read would keep the session open.
            session.getAsyncRemote().setSendTimeout(EventStream.LONGEST_STALL.toMillis());
            late = closing;
        }
        if (late) {
            closeSession();
        } else {
            stream.wake();
        }
    }

    @Override
    public void onClose(Session closed, CloseReason reason) {
        stream.cut();
    }

    @Override
    public void onError(Session failed, Throwable failure) {
        stream.cut();
    }

    @Override
    public synchronized boolean isReady() {
        return session != null && !sending;
    }

    @Override
    public void write(List<TaskEvent> events) throws IOException {
        long now = System.nanoTime();
        if (now - lastPing > PING_PAUSE) {
            lastPing = now;
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        }
        String first;
        synchronized (this) {
            events.forEach(event -> frames.add(frame(event)));
            first = frames.poll();
            sending = true;
        }
        send(first);
    }

    @Override
    public void close() {
        synchronized (this) {
            closing = true;
            if (sending || session == null) {
                return;
            }
        }
        closeSession();
    }

    private void send(String frame) {
        session.getAsyncRemote().sendText(frame, this::sent);
    }

    private void sent(SendResult result) {
        String next = null;
        boolean over;
        synchronized (this) {
            if (result.isOK()) {
                next = frames.poll();
            }
            sending = next != null;
            over = closing && !sending;
        }
        if (next != null) {
            send(next);
        } else if (over) {
            closeSession();
        } else if (result.isOK()) {
            stream.wake();
        } else {
            stream.cut();
        }
    }

    private void closeSession() {
        try {
            session.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "The client had already closed the WebSocket.", e);
        }
    }

    private static String frame(TaskEvent event) {
        var frame = JsonOutput.object().add("event", event.name());
        if (event.id() != null) {
            frame.add("id", event.id());
        }
        return new String(JsonOutput.bytes(frame.add("data", event.data())), StandardCharsets.UTF_8);
    }
}
