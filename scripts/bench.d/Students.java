import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures the time until the last of a known number of tasks is finished, which no load generator does. Times are the
 * server's {@code finished_at}, by the clock of the same machine. Prints one figure a line: its name, a tab, its value.
 */
public class Students {

    private static final int AT_ONCE = 32;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern FINISHED = Pattern.compile("\"finished_at\"\\s*:\\s*(\"([^\"]+)\"|(\\d+))");

    /** A task and its owner's cookie. */
    record Ticket(String cookie, String id) {}

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final String url;
    private final String standIn;

    Students(String url, String standIn) {
        this.url = url;
        this.standIn = standIn;
    }

    public static void main(String[] args) throws Exception {
        Students students = new Students(args[1], args[2]);
        Path identities = Path.of(args[3]);
        int count = Integer.parseInt(args[4]);
        switch (args[0]) {
            case "identities" -> students.identities(identities, count);
            case "tasks" -> students.tasks(identities, count, Path.of(args[5]));
            case "hold" -> students.hold(identities, count, Path.of(args[5]));
            case "drain" -> students.drain(identities, count);
            case "thousand" -> students.thousand(identities, count, Path.of("/proc", args[5], "status"));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Writes the cookies of new guests. */
    private void identities(Path file, int count) throws Exception {
        List<Callable<String>> visits = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            visits.add(() -> {
                HttpResponse<String> reply = send(HttpRequest.newBuilder(URI.create(url + "/ai/chat/history/")), 200);
                return reply.headers()
                        .firstValue("set-cookie")
                        .orElseThrow(() -> new IllegalStateException("No identity was given"))
                        .split(";")[0];
            });
        }
        Files.write(file, together(visits));
    }

    /** Writes finished tasks with their owners. */
    private void tasks(Path identities, int count, Path file) throws Exception {
        List<Ticket> tickets = submit(identities, count);
        lastFinished(tickets);
        write(tickets, file);
    }

    /** Writes tasks that stay unfinished until the stand-in releases its replies. */
    private void hold(Path identities, int count, Path file) throws Exception {
        provider("/hold");
        write(submit(identities, count), file);
    }

    /** Fills the queue while the stand-in holds its replies, then releases them. */
    private void drain(Path identities, int count) throws Exception {
        provider("/reset");
        provider("/hold");
        List<Ticket> tickets = submit(identities, count);
        // Tasks that wait at the provider have been claimed already, so they are not counted as drained.
        int claimed = standInCount("in_flight");
        long released = System.currentTimeMillis();
        provider("/release");
        Instant until = Instant.now().plus(PATIENCE);
        while (standInCount("answered") < count && Instant.now().isBefore(until)) {
            pause(100);
        }
        double seconds = (lastFinished(tickets) - released) / 1000.0;
        print("drain", (count - claimed) / seconds);
        print("drain.calls", standInCount("calls"));
    }

    /** Submits all tasks at once to a provider that takes long for each. */
    private void thousand(Path identities, int count, Path status) throws Exception {
        long begun = System.currentTimeMillis();
        Future<List<Ticket>> submitted = Executors.newSingleThreadExecutor(work -> {
                    Thread thread = new Thread(work);
                    thread.setDaemon(true);
                    return thread;
                })
                .submit(() -> submit(identities, count));
        long resident = 0;
        Instant until = Instant.now().plus(PATIENCE);
        while (standInCount("answered") < count && Instant.now().isBefore(until)) {
            resident = Math.max(resident, resident(status));
            pause(250);
        }
        double seconds = (lastFinished(submitted.get()) - begun) / 1000.0;
        print("thousand.wall", seconds);
        print("thousand.peak", standInCount("peak"));
        print("thousand.rss", Math.max(resident, resident(status)));
    }

    private List<Ticket> submit(Path identities, int count) throws Exception {
        List<String> cookies = Files.readAllLines(identities);
        List<Callable<Ticket>> submissions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String cookie = cookies.get(i % cookies.size());
            String body = "{\"message\":\"Student " + i + ": how do I find the slope of a line?\"}";
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/ai/chat/message/"))
                    .header("Cookie", cookie)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString())
                    .POST(BodyPublishers.ofString(body));
            submissions.add(() -> new Ticket(cookie, member(accepted(request), "task_id")));
        }
        List<Ticket> tickets = together(submissions);
        if (turnedAway.get() > 0) {
            System.err.println("Submitted again after a 503: " + turnedAway.getAndSet(0));
        }
        return tickets;
    }

    /** Submits again after a 503, which a cold or busy server may send. The key prevents a second task. */
    private String accepted(HttpRequest.Builder request) throws IOException, InterruptedException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<String> reply = client.send(request.build(), BodyHandlers.ofString());
            if (reply.statusCode() == 202) {
                return reply.body();
            }
            if (reply.statusCode() != 503 || attempt == 20) {
                throw new IllegalStateException("HTTP " + reply.statusCode() + ": " + reply.body());
            }
            turnedAway.incrementAndGet();
            pause(500);
        }
    }

    /** Returns the time at which the last task was finished, in epoch ms. Fails if a task was not completed. */
    private long lastFinished(List<Ticket> tickets) throws Exception {
        List<Callable<Long>> polls = new ArrayList<>();
        for (Ticket ticket : tickets) {
            polls.add(() -> finished(ticket));
        }
        return together(polls).stream().mapToLong(Long::longValue).max().orElseThrow();
    }

    private long finished(Ticket ticket) throws Exception {
        HttpResponse<String> reply = send(
                HttpRequest.newBuilder(URI.create(url + "/ai/task/" + ticket.id() + "/?wait=50"))
                        .header("Cookie", ticket.cookie())
                        .timeout(Duration.ofSeconds(60)),
                200);
        Matcher finished = FINISHED.matcher(reply.body());
        if (!member(reply.body(), "status").equals("completed") || !finished.find()) {
            throw new IllegalStateException("A task was not completed: " + reply.body());
        }
        return finished.group(3) != null
                ? Long.parseLong(finished.group(3))
                : Instant.parse(finished.group(2)).toEpochMilli();
    }

    private <T> List<T> together(List<Callable<T>> all) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> done : pool.invokeAll(all)) {
                results.add(done.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request, int wanted) throws IOException, InterruptedException {
        HttpResponse<String> reply = client.send(request.build(), BodyHandlers.ofString());
        if (reply.statusCode() != wanted) {
            throw new IllegalStateException("HTTP " + reply.statusCode() + " instead of " + wanted + ": " + reply.body());
        }
        return reply;
    }

    private void provider(String path) throws IOException, InterruptedException {
        send(HttpRequest.newBuilder(URI.create(standIn + path)).POST(BodyPublishers.noBody()), 200);
    }

    private int standInCount(String name) throws IOException, InterruptedException {
        String stats = send(HttpRequest.newBuilder(URI.create(standIn + "/stats")), 200).body();
        Matcher count = Pattern.compile("\"" + name + "\":(\\d+)").matcher(stats);
        return count.find() ? Integer.parseInt(count.group(1)) : 0;
    }

    /** Returns the resident memory of a process in MB, or 0 if there is no such file. */
    private static long resident(Path status) throws IOException {
        if (!Files.isReadable(status)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .findFirst()
                            .orElse(0)
                    / 1024;
        }
    }

    private static String member(String json, String name) {
        Matcher member = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!member.find()) {
            throw new IllegalStateException("No " + name + " in " + json);
        }
        return member.group(1);
    }

    private static void write(List<Ticket> tickets, Path file) throws IOException {
        Files.write(file, tickets.stream().map(t -> t.cookie() + "\t" + t.id()).toList());
    }

    private static void pause(long millis) throws InterruptedException {
        Thread.sleep(millis);
    }

    private static void print(String name, double figure) {
        System.out.printf(Locale.ROOT, "%s\t%.2f%n", name, figure);
    }
}
