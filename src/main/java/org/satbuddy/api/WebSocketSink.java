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

/** Events as JSON text frames of a WebSocket, {@code {event, id?, data}}. What a client sends is passed over. */
final class WebSocketSink extends Endpoint implements EventSink {

    private static final System.Logger LOG = System.getLogger(WebSocketSink.class.getName());

    /** What the events told at one time and the connection has not taken: a few frames at most. */
    private final Queue<String> frames = new ArrayDeque<>();

    /**
     * The server closes a WebSocket that it has heard nothing of for 15 seconds, however much it sends: the answer to a ping is
     * something. With what is told at the latest after {@link EventStream#LONGEST_SILENCE} goes a ping, unless one has gone so
     * shortly before that the two together are less.
     */
    private static final long PING_PAUSE = Duration.ofSeconds(2).toNanos();

    private final EventStream stream;
    private Session session;
    private boolean sending;
    private long lastPing = System.nanoTime();
    private boolean closing;

    /** For the upgrade of the one request that {@code socket} is for. */
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
            // Without these the server would collect a message to its end, however long, before it finds that nobody
            // hears it.
            session.addMessageHandler(String.class, (part, last) -> {});
            session.addMessageHandler(ByteBuffer.class, (part, last) -> {});
            // What is being sent to one who does not read would keep the session open.
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
            LOG.log(Level.DEBUG, "A WebSocket was closed by its client already.", e);
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
