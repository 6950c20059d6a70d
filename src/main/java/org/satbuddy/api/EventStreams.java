package org.satbuddy.api;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.satbuddy.config.Settings;
import org.satbuddy.task.Following;
import org.satbuddy.task.Refused.LimitReached;
import org.satbuddy.task.Refused.LimitReached.Limit;
import org.satbuddy.task.Sight;
import org.satbuddy.task.Tasks;

/** The open event streams of this node: begins them, within limits, and sees to them from time to time. */
@ApplicationScoped
class EventStreams {

    private static final int RETRY_SECONDS = 5;
    private static final int UPGRADE_REQUIRED = 426;

    private static final System.Logger LOG = System.getLogger(EventStreams.class.getName());

    @Inject
    Settings settings;

    @Inject
    Tasks tasks;

    @Inject
    TaskJson json;

    @Resource
    ManagedScheduledExecutorService timer;

    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> byOwner = new ConcurrentHashMap<>();
    private final Thread leaving = new Thread(this::leave, "satbuddy-leaving");
    private ScheduledFuture<?> ticking;

    @PostConstruct
    void start() {
        ticking = timer.scheduleWithFixedDelay(this::tick, 1, 1, TimeUnit.SECONDS);
        Runtime.getRuntime().addShutdownHook(leaving);
    }

    @PreDestroy
    void stop() {
        ticking.cancel(false);
        open.forEach(EventStream::cut);
        try {
            Runtime.getRuntime().removeShutdownHook(leaving);
        } catch (IllegalStateException e) {
            LOG.log(Level.DEBUG, "The whole server stops, not this application alone.");
        }
    }

    /**
     * A server that is told to stop waits for the requests that it still answers, and tells nobody that it does: those who
     * wait for news that will not come from here would keep it from stopping.
     */
    private void leave() {
        open.forEach(EventStream::leave);
    }

    private void tick() {
        long now = System.nanoTime();
        open.forEach(stream -> stream.tick(now));
    }

    /**
     * Answers with the events of a task until it is final; with 204 if the client was told all of them before.
     *
     * @param socket whether as a WebSocket, and not as an event stream
     * @throws LimitReached if this owner, or all together, have as many streams as they may
     */
    void begin(String owner, String id, boolean socket, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var coming = new AtomicReference<EventStream>();
        Optional<Following> following = tasks.follow(owner, id, () -> wake(coming.get()));
        if (following.isEmpty()) {
            Problem.unknownTask().write(request, response);
            return;
        }
        try {
            var narrator = new Narrator(json, lastEventId(request));
            Optional<Sight> sight = following.get().look(narrator.read());
            if (sight.filter(narrator::hasNothingToTell).isPresent()) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
            } else if (socket) {
                upgrade(owner, following.get(), narrator, coming, request, response);
            } else {
                respond(owner, following.get(), narrator, coming, request, response);
            }
        } finally {
            if (coming.get() == null) {
                following.get().close();
            }
        }
    }

    /** Browsers send a header with an event stream, and can send none with a WebSocket. */
    private static String lastEventId(HttpServletRequest request) {
        String header = request.getHeader("Last-Event-ID");
        return header == null ? request.getParameter("last_event_id") : header;
    }

    /** News before it is there are found when it opens. */
    private static void wake(EventStream stream) {
        if (stream != null) {
            stream.wake();
        }
    }

    private void respond(
            String owner,
            Following following,
            Narrator narrator,
            AtomicReference<EventStream> coming,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        response.setContentType(EventResponse.MEDIA_TYPE);
        response.setCharacterEncoding("UTF-8");
        // Proxies of the nginx kind would wait for more before they pass anything on.
        response.setHeader("X-Accel-Buffering", "no");
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        enter(owner);
        var async = request.startAsync();
        async.setTimeout(0);
        var events = new EventResponse(async, response.getOutputStream());
        events.serve(open(owner, following, narrator, coming, events));
    }

    private void upgrade(
            String owner,
            Following following,
            Narrator narrator,
            AtomicReference<EventStream> coming,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        if (request.getHeader("Upgrade") == null) {
            response.setHeader("Upgrade", "websocket");
            Problem.ofStatus(UPGRADE_REQUIRED).write(request, response);
            return;
        }
        enter(owner);
        var socket = new EventSocket();
        EventStream stream = open(owner, following, narrator, coming, socket);
        socket.serve(stream);
        boolean upgraded = false;
        try {
            var container = (ServerContainer) request.getServletContext().getAttribute(ServerContainer.class.getName());
            container.upgradeHttpToWebSocket(request, response, EventSocket.configuration(socket), Map.of());
            upgraded = true;
        } catch (DeploymentException e) {
            throw new IllegalStateException("The server opens no WebSocket.", e);
        } finally {
            if (!upgraded) {
                stream.cut();
            }
        }
    }

    private EventStream open(
            String owner, Following following, Narrator narrator, AtomicReference<EventStream> coming, Outlet outlet) {
        var stream = new EventStream(outlet, narrator, following::look, tasks::place, () -> {
            following.close();
            leave(owner, coming.get());
        });
        coming.set(stream);
        open.add(stream);
        return stream;
    }

    private void enter(String owner) {
        Settings.Limits limits = settings.limits();
        boolean full = open.size() >= limits.streamsInAll();
        if (full || byOwner.merge(owner, 1, Integer::sum) > limits.streams()) {
            if (!full) {
                leave(owner);
            }
            throw new LimitReached(Limit.TOO_MANY_STREAMS, RETRY_SECONDS);
        }
    }

    private void leave(String owner, EventStream stream) {
        open.remove(stream);
        leave(owner);
    }

    private void leave(String owner) {
        byOwner.computeIfPresent(owner, (key, count) -> count == 1 ? null : count - 1);
    }
}
