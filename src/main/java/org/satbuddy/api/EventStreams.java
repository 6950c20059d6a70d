package org.satbuddy.api;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.satbuddy.task.Refused.LimitReached;
import org.satbuddy.task.Refused.LimitReached.Limit;
import org.satbuddy.task.TaskSubscription;
import org.satbuddy.task.TaskUpdate;
import org.satbuddy.task.Tasks;

/** The open event streams of this node. Starts them within the limits, and ticks each of them once a second. */
@ApplicationScoped
class EventStreams {

    private static final int RETRY_SECONDS = 5;
    private static final int UPGRADE_REQUIRED = 426;
    private static final String WEB_SOCKET = "websocket";
    private static final String VERSION_HEADER = "Sec-WebSocket-Version";
    private static final String VERSION = "13";

    @Inject
    OpenWaits waits;

    @Inject
    Tasks tasks;

    @Inject
    TaskJson json;

    @Resource
    ManagedThreadFactory threads;

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private ScheduledExecutorService timer;

    /** A managed scheduler would not tick while the server is suspended, when the last streams are still open. */
    @PostConstruct
    void start() {
        timer = Executors.newSingleThreadScheduledExecutor(threads);
        timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
    }

    @PreDestroy
    void stop() {
        timer.shutdown();
        open.forEach(EventStream::cut);
    }

    private void tick() {
        long now = System.nanoTime();
        open.forEach(stream -> stream.tick(now));
    }

    /**
     * Streams the events of a task until it is final. Answers 204 if the client has received the last event before.
     *
     * @param socket true for a WebSocket, false for server-sent events
     * @throws LimitReached if the owner or this node has as many open streams and long polls as are allowed
     */
    void begin(String owner, String id, boolean socket, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var taskEvents = new TaskEvents(json, lastEventId(request));
        var stream = new EventStream(taskEvents, tasks::place);
        Optional<TaskSubscription> subscription = tasks.follow(owner, id, stream::wake);
        if (subscription.isEmpty()) {
            Problem.unknownTask().write(request, response);
            return;
        }
        Optional<TaskUpdate> update = subscription.get().look(taskEvents.position());
        boolean begun = false;
        try {
            if (update.filter(taskEvents::endWasSeen).isPresent()) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else if (socket && !isHandshake(request)) {
                response.setHeader("Upgrade", WEB_SOCKET);
                response.setHeader(VERSION_HEADER, VERSION);
                Problem.ofStatus(UPGRADE_REQUIRED).write(request, response);
            } else if (request.getMethod().equals("HEAD")) {
                describe(response);
            } else {
                stream.follow(subscription.get()::look, () -> {
                    subscription.get().close();
                    leave(owner, stream);
                });
                enter(owner, stream);
                begun = true;
                connect(stream, socket, request, response);
            }
        } finally {
            if (!begun) {
                subscription.get().close();
            }
        }
    }

    /**
     * Browsers send the header for server-sent events. They cannot set a header on a WebSocket request, which has a
     * parameter instead.
     */
    private static String lastEventId(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        return header == null ? request.getParameter("last_event_id") : header;
    }

    /**
     * Whether a request is a WebSocket handshake. For any other request, the server's upgrade sends nothing and throws
     * nothing. The stream would then count against the limits until it stalls.
     */
    private static boolean isHandshake(HttpServletRequest request) {
        return Collections.list(request.getHeaders("Connection")).stream()
                        .anyMatch(it -> it.toLowerCase(Locale.ROOT).contains("upgrade"))
                && WEB_SOCKET.equalsIgnoreCase(request.getHeader("Upgrade"))
                && VERSION.equals(request.getHeader(VERSION_HEADER))
                && request.getHeader("Sec-WebSocket-Key") != null;
    }

    private static void connect(
            EventStream stream, boolean socket, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean connected = false;
        try {
            if (socket) {
                upgrade(stream, request, response);
            } else {
                respond(stream, request, response);
            }
            connected = true;
        } finally {
            if (!connected) {
                stream.cut();
            }
        }
    }

    private static void respond(EventStream stream, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        describe(response);
        var async = request.startAsync();
        async.setTimeout(0);
        var connection = new SseSink(stream, async, response.getOutputStream());
        stream.connect(connection);
        connection.begin();
    }

    private static void describe(HttpServletResponse response) {
        response.setContentType(SseSink.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        // Proxies such as nginx would buffer the events before they pass any on.
        response.setHeader("X-Accel-Buffering", "no");
    }

    private static void upgrade(EventStream stream, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var container = (ServerContainer) request.getServletContext().getAttribute(ServerContainer.class.getName());
        var connection = new WebSocketSink(stream);
        stream.connect(connection);
        try {
            container.upgradeHttpToWebSocket(request, response, WebSocketSink.configuration(connection), Map.of());
        } catch (DeploymentException e) {
            throw new IllegalStateException("The server could not open a WebSocket.", e);
        }
    }

    private void enter(String owner, EventStream stream) {
        if (!waits.enter(owner)) {
            throw new LimitReached(Limit.TOO_MANY_STREAMS, RETRY_SECONDS);
        }
        open.add(stream);
    }

    private void leave(String owner, EventStream stream) {
        open.remove(stream);
        waits.leave(owner);
    }
}
