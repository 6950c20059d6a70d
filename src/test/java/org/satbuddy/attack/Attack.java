package org.satbuddy.attack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What one student sends, within the server's limits, until the {@link Target} says that the attack is over. */
public enum Attack {
    WEBP_OF_MANY_GROUPS("a WebP of 164 kB with 65,536 groups of Huffman codes, twice at once") {
        @Override
        public void run(Target target) throws Exception {
            byte[] file = HostileFiles.webpOfManyGroups();
            target.flood(2, () -> target.upload(file));
        }
    },
    LARGE_PICTURES("ten pictures of 4.9 MB at once") {
        @Override
        public void run(Target target) throws Exception {
            byte[] file = HostileFiles.noise();
            target.flood(10, () -> target.upload(file));
        }
    },
    PICTURES_IN_MESSAGES("messages with eight pictures of 4.9 MB each, to which the AI takes its time") {
        @Override
        public void run(Target target) throws Exception {
            byte[] file = HostileFiles.noise();
            Target.Answer first = target.upload(file);
            String cookie = "Cookie: " + first.cookie();
            var ids = new ArrayList<>(List.of("\"" + first.member("image_id") + "\""));
            while (ids.size() < 8) {
                ids.add("\"" + target.upload(file, cookie).member("image_id") + "\"");
            }
            String body = "{\"message\": \"[slow 30s]\", \"images\": [" + String.join(",", ids) + "]}";
            for (int i = 0; i < 10; i++) {
                target.count(Integer.toString(
                        target.post("/ai/chat/message/", body, cookie).status()));
            }
            target.pause(MANY_SECONDS);
        }
    },
    SLOW_PICTURES("pictures that cost much to decode: 25 megapixels in a few kB, and a progressive JPEG") {
        @Override
        public void run(Target target) throws Exception {
            byte[] blank = HostileFiles.blank();
            byte[] progressive = HostileFiles.progressiveJpeg();
            together(
                    () -> target.flood(4, () -> target.upload(blank)),
                    () -> target.flood(4, () -> target.upload(progressive)));
        }
    },
    LONG_HISTORIES("messages of 14 kB with a history of 640 kB, and the history of all of them, 64 times at once") {
        @Override
        public void run(Target target) throws Exception {
            String turn = "{\"role\": \"user\", \"content\": \"" + "x".repeat(3_900) + "\"}";
            String body = "{\"message\": \"Served? " + "é".repeat(7_000) + "\", \"history\": ["
                    + String.join(",", Collections.nCopies(160, turn)) + "]}";
            Target.Answer first = target.post("/ai/chat/message/", body);
            String cookie = "Cookie: " + first.cookie();
            together(
                    () -> target.flood(4, () -> target.post("/ai/chat/message/", body, cookie)),
                    () -> target.flood(64, () -> target.get("/ai/chat/history/?limit=500", cookie)));
        }
    },
    SMALL_OBJECTS("128 bodies at once, of 0.95 MB in 80,000 small JSON objects") {
        @Override
        public void run(Target target) throws Exception {
            String body = IntStream.range(0, 80_000)
                    .mapToObj(i -> "\"" + i + "\":{}")
                    .collect(Collectors.joining(",", "{\"message\": \"x\", ", "}"));
            target.flood(128, () -> target.post("/ai/chat/message/", body));
        }
    },
    DEEP_JSON("bodies of 400 kB of nested arrays, 32 at once") {
        @Override
        public void run(Target target) throws Exception {
            String body = "{\"message\": " + "[".repeat(200_000) + "]".repeat(200_000) + "}";
            target.flood(32, () -> target.post("/ai/chat/message/", body));
        }
    },
    LONG_LANGUAGE("64 requests at once, with 6 kB of Accept-Language: aa-aa-…") {
        @Override
        public void run(Target target) throws Exception {
            String language = "Accept-Language: " + String.join("-", Collections.nCopies(2_000, "aa"));
            target.flood(64, () -> target.get("/ai/chat/", language));
        }
    },
    MARKUP("messages whose context is \"<\" and 65,000 spaces, eight at once") {
        @Override
        public void run(Target target) throws Exception {
            String body = "{\"message\": \"Served?\", \"context\": \"<" + " ".repeat(65_000) + "\"}";
            target.flood(8, () -> target.post("/ai/chat/message/", body));
        }
    },
    SLOW_BODIES("200 bodies that come a byte at a time, each byte 2 s after the last") {
        @Override
        public void run(Target target) throws Exception {
            drip(
                    target,
                    200,
                    "POST /ai/chat/message/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 500\r\n\r\n{",
                    " ");
        }
    },
    SLOW_CHUNKS("200 uploads that come a chunk at a time, each chunk 2 s after the last") {
        @Override
        public void run(Target target) throws Exception {
            drip(
                    target,
                    200,
                    "POST /ai/upload-image/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                            + "Content-Type: multipart/form-data; boundary=x\r\n\r\n",
                    "2\r\n--\r\n");
        }
    },
    SLOW_UPLOADS("30 guests who announce 5 MB each and send next to nothing, again and again") {
        @Override
        public void run(Target target) throws Exception {
            target.flood(30, () -> {
                String cookie = "Cookie: " + target.get("/ai/chat/").cookie();
                return target.drip(
                        "POST /ai/upload-image/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000000\r\n" + cookie
                                + "\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n",
                        "-");
            });
        }
    },
    SLOW_MESSAGES("1,000 guests who announce 64 kB each and send next to nothing") {
        @Override
        public void run(Target target) throws Exception {
            drip(
                    target,
                    1_000,
                    "POST /ai/chat/message/ HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                            + "Content-Length: 65000\r\n\r\n{",
                    " ");
        }
    },
    SLOW_REFUSED_BODIES(
            "300 bodies that come a byte at a time, for requests that are refused or have no use for a body") {
        @Override
        public void run(Target target) throws Exception {
            String body = "Host: localhost\r\nContent-Length: 900000\r\n\r\n{";
            together(
                    () -> drip(
                            target,
                            100,
                            "POST /ai/chat/message/ HTTP/1.1\r\nSec-Fetch-Site: cross-site\r\n" + body,
                            " "),
                    () -> drip(target, 100, "POST /nowhere HTTP/1.1\r\n" + body, " "),
                    () -> drip(target, 100, "GET /ai/conversations/ HTTP/1.1\r\n" + body, " "));
        }
    },
    SLOW_HEADERS("1,000 requests whose headers come a line at a time, each line 2 s after the last") {
        @Override
        public void run(Target target) throws Exception {
            drip(target, 1_000, "GET /ai/ready HTTP/1.1\r\nHost: localhost\r\n", "X-More: 1\r\n");
        }
    },
    HTTP_2("HTTP/2 in the clear: ten connections with 70 open POST requests each") {
        @Override
        public void run(Target target) throws Exception {
            try (var held = new Held()) {
                for (int i = 0; i < 10; i++) {
                    Socket socket = held.keep(target.connect());
                    socket.getOutputStream().write(Http2.openPosts(70));
                }
                target.count("held");
                target.pause(MANY_SECONDS);
            }
        }
    },
    LONG_POLLS("5,000 long polls of a task that is being answered") {
        @Override
        public void run(Target target) throws Exception {
            follow(target, 5_000, "/?wait=50");
        }
    },
    STREAMS("5,000 event streams of a task that is being answered") {
        @Override
        public void run(Target target) throws Exception {
            follow(target, 5_000, "/events");
        }
    },
    UNREAD_FILES("500 connections that ask for a library of 277 kB 30 times each and take next to nothing") {
        @Override
        public void run(Target target) throws Exception {
            String libraries = target.get(assets(target) + "text/libraries.js").body();
            unread(target, first("/webjars/katex/[\\w./-]*katex\\.min", libraries) + ".js", 30);
        }
    },
    UNREAD_ANSWERS("500 connections that ask for a picture of 11 kB 600 times each and take next to nothing") {
        @Override
        public void run(Target target) throws Exception {
            unread(target, assets(target) + "icons/icon-maskable.png", 600);
        }
    },
    UNREAD_OUTCOMES("long polls of a question with a long answer, by clients that take nothing") {
        @Override
        public void run(Target target) throws Exception {
            try (var held = new Held()) {
                while (!target.isOver()) {
                    Target.Answer task = target.post("/ai/chat/message/", "{\"message\": \"[words 10000]\"}");
                    target.count(Integer.toString(task.status()));
                    for (int i = 0; i < 6 && task.status() == 202; i++) {
                        held.keep(target.beginUnread("GET /ai/task/" + task.member("task_id")
                                + "/?wait=50 HTTP/1.1\r\nHost: localhost\r\nCookie: " + task.cookie() + "\r\n\r\n"));
                        target.count("held");
                    }
                }
            }
        }
    },
    UNREAD_REFUSALS(
            "1,000 connections of one guest that ask for nothing that exists, ten times each, and take nothing") {
        @Override
        public void run(Target target) throws Exception {
            String cookie = target.get("/ai/chat/").cookie();
            String request =
                    "GET /ai/" + "x".repeat(4_000) + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie + "\r\n\r\n";
            try (var held = new Held()) {
                for (int i = 0; i < 1_000 && !target.isOver(); i++) {
                    held.keep(target.beginUnread(request.repeat(10)));
                    target.count("held");
                }
                target.pause(MANY_SECONDS);
            }
        }
    },
    WAITING_BODIES("messages of 1 MB by clients that prefer to wait for the answer, five of each of many guests") {
        @Override
        public void run(Target target) throws Exception {
            String body = "{\"message\": \"[slow 30s]\"}" + " ".repeat(990_000);
            try (var held = new Held()) {
                while (!target.isOver()) {
                    String cookie = target.get("/ai/chat/").cookie();
                    for (int i = 0; i < 5 && !target.isOver(); i++) {
                        held.keep(target.begin("POST /ai/chat/message/ HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                                + "\r\nPrefer: wait=50\r\nContent-Type: application/json\r\nContent-Length: "
                                + body.length() + "\r\n\r\n" + body));
                        target.count("held");
                    }
                }
            }
        }
    },
    FOREIGN_COOKIES("cookies of other programs on this host, with any byte, 16 at once") {
        @Override
        public void run(Target target) throws Exception {
            String cookie = "Cookie: other=caf\u00e9; \u00e9=1; a=\"\u00ff; b={\"c\":[1,2]}";
            target.flood(16, () -> target.get("/ai/conversations/", cookie));
        }
    },
    NEWCOMERS("requests without a cookie, each a new guest, who ask and cancel, 16 at once") {
        @Override
        public void run(Target target) throws Exception {
            target.flood(16, () -> {
                Target.Answer task = target.post("/ai/chat/message/", "{\"message\": \"[slow 30s]\"}");
                return task.status() == 202
                        ? target.post("/ai/task/" + task.member("task_id") + "/cancel", "", "Cookie: " + task.cookie())
                        : task;
            });
        }
    },
    WRONG_CODES("guesses of the codes of lessons, 64 at once") {
        @Override
        public void run(Target target) throws Exception {
            target.flood(64, () -> target.post("/ai/pass/enter/", "{\"code\": \"AAAA-AAAA\"}"));
        }
    };

    /** More than any attack lasts. */
    private static final int MANY_SECONDS = 3_600;

    private static final int SECONDS_BETWEEN_DROPS = 2;

    private final String description;

    Attack(String description) {
        this.description = description;
    }

    public String description() {
        return description;
    }

    /** Returns when the attack is over. Whatever the server answers is counted, and never an exception. */
    public abstract void run(Target target) throws Exception;

    /** Usage: {@code Attack NAME|ALL PORT SECONDS}. Attacks a server on loopback, and prints what it answered. */
    public static void main(String[] args) throws Exception {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(Long.parseLong(args[2]));
        var target = new Target(Integer.parseInt(args[1]), until);
        if (args[0].equals("ALL")) {
            all(target);
        } else {
            try {
                valueOf(args[0]).run(target);
            } catch (IOException e) {
                target.count("lost");
            }
        }
        System.out.println(target.answers().entrySet().stream()
                .map(entry -> entry.getValue() + " × " + entry.getKey())
                .collect(Collectors.joining(", ")));
        System.exit(0);
    }

    /** Runs all attacks, each on its own threads. */
    static void all(Target target) throws Exception {
        together(Arrays.stream(values())
                .map(attack -> (Part) () -> attack.run(target))
                .toArray(Part[]::new));
    }

    private interface Part {
        void run() throws Exception;
    }

    private static void together(Part... parts) throws Exception {
        var pool = Executors.newCachedThreadPool();
        try {
            var running = new ArrayList<Future<?>>();
            for (Part part : parts) {
                running.add(pool.submit(() -> {
                    part.run();
                    return null;
                }));
            }
            for (Future<?> part : running) {
                end(part);
            }
        } finally {
            pool.shutdown();
        }
    }

    private static void end(Future<?> part) throws Exception {
        try {
            part.get();
        } catch (ExecutionException e) {
            // A server that is full or gone refuses connections. The witness says what that means.
            if (!(e.getCause() instanceof IOException)) {
                throw e;
            }
        }
    }

    private static String first(String expression, String text) {
        return Pattern.compile(expression)
                .matcher(text)
                .results()
                .findFirst()
                .orElseThrow()
                .group();
    }

    private static String assets(Target target) throws IOException {
        return first("/assets/\\w+/", target.get("/ai/chat/").body());
    }

    /** Together, the answers are more than the system keeps for a connection. */
    private static void unread(Target target, String path, int times) throws Exception {
        String requests = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").repeat(times);
        try (var held = new Held()) {
            for (int i = 0; i < 500 && !target.isOver(); i++) {
                held.keep(target.beginUnread(requests));
                target.count("held");
            }
            target.pause(MANY_SECONDS);
        }
    }

    private static void drip(Target target, int count, String beginning, String drop) throws Exception {
        try (var held = new Held()) {
            for (int i = 0; i < count && !target.isOver(); i++) {
                held.keep(target.begin(beginning));
                target.count("held");
            }
            while (!target.isOver()) {
                held.write(drop);
                target.pause(SECONDS_BETWEEN_DROPS);
            }
        }
    }

    /** Asks for a slow answer as many guests, and opens six connections for each, the most that a student may. */
    private static void follow(Target target, int count, String suffix) throws Exception {
        try (var held = new Held()) {
            Part guests = () -> {
                for (int i = 0; i < count / 10 && !target.isOver(); i += 6) {
                    Target.Answer task = target.post("/ai/chat/message/", "{\"message\": \"[slow 30s]\"}");
                    target.count(Integer.toString(task.status()));
                    for (int j = 0; j < 6 && task.status() == 202; j++) {
                        held.keep(target.begin("GET /ai/task/" + task.member("task_id") + suffix
                                + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + task.cookie() + "\r\n\r\n"));
                        target.count("held");
                    }
                }
            };
            together(Collections.nCopies(10, guests).toArray(Part[]::new));
            target.pause(MANY_SECONDS);
        }
    }

    /** Connections that stay open until the end. */
    private static final class Held implements AutoCloseable {

        private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();

        Socket keep(Socket socket) {
            sockets.add(socket);
            return socket;
        }

        void write(String text) {
            for (Socket socket : sockets) {
                try {
                    socket.getOutputStream().write(text.getBytes(US_ASCII));
                } catch (IOException e) {
                    continue;
                }
            }
        }

        @Override
        public void close() throws IOException {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
