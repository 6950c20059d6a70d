import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Students who follow their answers over event streams. Prints one figure a line: its name, a tab, its value.
 *
 * <pre>
 * Followers first URL FOLLOW_URL STAND_IN IDENTITIES COUNT       time from the provider's first piece to a follower, ms
 * Followers idle  URL FOLLOW_URL STAND_IN IDENTITIES COUNT PID   threads and memory of streams without events
 * </pre>
 */
public class Followers {

    private static final Pattern ID = Pattern.compile("\"task_id\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern STAMP = Pattern.compile("\"text\"\\s*:\\s*\"(\\d{16})");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI url;
    private final URI followUrl;
    private final String standIn;
    private final List<String> cookies;

    Followers(String url, String followUrl, String standIn, Path identities) throws IOException {
        this.url = URI.create(url);
        this.followUrl = URI.create(followUrl);
        this.standIn = standIn;
        this.cookies = Files.readAllLines(identities);
    }

    public static void main(String[] args) throws Exception {
        var followers = new Followers(args[1], args[2], args[3], Path.of(args[4]));
        int count = Integer.parseInt(args[5]);
        switch (args[0]) {
            case "first" -> followers.first(count);
            case "idle" -> followers.idle(count, Path.of("/proc", args[6], "status"));
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /**
     * The stand-in's pause before each piece, in ms. The first piece with text carries the time at which the reply began
     * and follows two such pauses.
     */
    private static final int PACE = 20;

    /** Follows one task after the other, so that no follower waits for another. */
    private void first(int count) throws Exception {
        long[] micros = new long[count];
        for (int i = 0; i < count; i++) {
            String cookie = cookies.get(i % cookies.size());
            String task = submit(cookie, "[slow 500ms] [words 20] [pace " + PACE + "ms] " + i);
            try (Socket socket = follow(cookie, task);
                    var lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8))) {
                Matcher stamp = STAMP.matcher("");
                while (!stamp.reset(lines.readLine()).find()) {}
                long sent = Long.parseLong(stamp.group(1)) + 2 * PACE * 1000;
                micros[i] = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()) - sent;
            }
        }
        Arrays.sort(micros);
        print("first.p50", micros[count / 2] / 1000.0);
        print("first.p95", micros[count * 95 / 100] / 1000.0);
    }

    /** The stand-in holds every reply until all streams are open, so that the streams are idle while they are measured. */
    private void idle(int count, Path status) throws Exception {
        provider("/reset");
        provider("/hold");
        List<String> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(submit(cookies.get(i), "Student " + i));
        }
        long threads = read(status, "Threads:");
        long resident = read(status, "VmRSS:");
        List<Socket> open = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            open.add(follow(cookies.get(i), tasks.get(i)));
        }
        for (Socket socket : open) {
            readUntil(socket.getInputStream(), "event: stage");
        }
        print("idle.threads", read(status, "Threads:") - threads);
        print("idle.kilobytes", (double) (read(status, "VmRSS:") - resident) / count);
        provider("/release");
        for (Socket socket : open) {
            readUntil(socket.getInputStream(), "event: done");
            socket.close();
        }
    }

    private String submit(String cookie, String message) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url.resolve("/ai/chat/message/"))
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"message\":\"" + message + "\"}"))
                .build();
        String body = client.send(request, BodyHandlers.ofString()).body();
        Matcher id = ID.matcher(body);
        if (!id.find()) {
            throw new IllegalStateException("Not accepted: " + body);
        }
        return id.group(1);
    }

    private Socket follow(String cookie, String task) throws IOException {
        var socket = new Socket(followUrl.getHost(), followUrl.getPort());
        socket.setSoTimeout((int) Duration.ofMinutes(2).toMillis());
        socket.getOutputStream()
                .write(("GET /ai/task/" + task + "/events HTTP/1.1\r\nHost: " + followUrl.getAuthority() + "\r\nCookie: "
                                + cookie + "\r\n\r\n")
                        .getBytes(US_ASCII));
        return socket;
    }

    private static void readUntil(InputStream in, String wanted) throws IOException {
        var read = new StringBuilder();
        byte[] some = new byte[1024];
        while (read.indexOf(wanted) < 0) {
            int length = in.read(some);
            if (length < 0) {
                throw new IllegalStateException("The stream ended with " + read);
            }
            read.append(new String(some, 0, length, UTF_8));
        }
    }

    private void provider(String path) throws IOException, InterruptedException {
        client.send(
                HttpRequest.newBuilder(URI.create(standIn + path))
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.discarding());
    }

    private static long read(Path status, String name) throws IOException {
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void print(String name, double figure) {
        System.out.printf(Locale.ROOT, "%s\t%.2f%n", name, figure);
    }
}
