package org.satbuddy.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server on loopback, over plain sockets. An HTTP client would not send what an attacker sends, and would hide a full
 * server behind its pool of connections.
 */
public final class Target {

    private static final int PATIENCE_MILLIS = 30_000;

    /** Of Linux, in bytes. */
    private static final int SMALLEST_WINDOW = 2_304;

    private final int port;
    private final long until;
    private final Map<String, Integer> answers = Collections.synchronizedMap(new TreeMap<>());

    /** @param until when an attack ends, in the time of {@link System#nanoTime()} */
    public Target(int port, long until) {
        this.port = port;
        this.until = until;
    }

    /** @param body as it came, perhaps in chunks */
    record Answer(int status, String head, String body) {

        /** The value of a string member of the JSON body; null if there is none. */
        String member(String name) {
            int start = body.indexOf("\"" + name + "\":\"");
            return start < 0
                    ? null
                    : body.substring(start + name.length() + 4, body.indexOf('"', start + name.length() + 4));
        }

        String cookie() {
            int start = head.toLowerCase(Locale.ROOT).indexOf("set-cookie: ");
            return start < 0 ? "" : head.substring(start + 12, head.indexOf(';', start));
        }
    }

    boolean isOver() {
        return System.nanoTime() - until >= 0;
    }

    /** How often each status was answered; "lost" counts connections without an answer. */
    public Map<String, Integer> answers() {
        synchronized (answers) {
            return new TreeMap<>(answers);
        }
    }

    void count(String answer) {
        answers.merge(answer, 1, Integer::sum);
    }

    Socket connect() throws IOException {
        return connect(0);
    }

    /** @param window the bytes that wait unread on this side; 0 for the system's choice */
    private Socket connect(int window) throws IOException {
        var socket = new Socket();
        try {
            if (window > 0) {
                socket.setReceiveBufferSize(window);
            }
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            socket.setSoTimeout(PATIENCE_MILLIS);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Opens a connection and sends the beginning of a request, as ISO-8859-1. */
    public Socket begin(String text) throws IOException {
        Socket socket = connect();
        socket.getOutputStream().write(text.getBytes(ISO_8859_1));
        return socket;
    }

    /** Begins on a connection from which next to nothing is taken. */
    Socket beginUnread(String text) throws IOException {
        Socket socket = connect(SMALLEST_WINDOW);
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    Answer get(String path, String... headers) throws IOException {
        return exchange("GET", path, null, new byte[0], headers);
    }

    Answer post(String path, String json, String... headers) throws IOException {
        return exchange("POST", path, "application/json", json.getBytes(UTF_8), headers);
    }

    Answer upload(byte[] file, String... headers) throws IOException {
        var body = new ByteArrayOutputStream();
        body.writeBytes(
                "--x\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a\"\r\n\r\n".getBytes(UTF_8));
        body.writeBytes(file);
        body.writeBytes("\r\n--x--\r\n".getBytes(UTF_8));
        return exchange("POST", "/ai/upload-image/", "multipart/form-data; boundary=x", body.toByteArray(), headers);
    }

    /** Sends a request on a connection of its own and reads the whole answer. */
    private Answer exchange(String method, String path, String type, byte[] body, String... headers)
            throws IOException {
        var head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        if (type != null) {
            head.append("Content-Type: ")
                    .append(type)
                    .append("\r\nContent-Length: ")
                    .append(body.length)
                    .append("\r\n");
        }
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        try (Socket socket = begin(head.append("\r\n").toString())) {
            try {
                socket.getOutputStream().write(body);
            } catch (IOException refusedEarly) {
                return read(socket.getInputStream());
            }
            return read(socket.getInputStream());
        }
    }

    /** Begins a request and sends a byte now and then, until the server answers or the attack is over. */
    Answer drip(String beginning, String drop) throws IOException, InterruptedException {
        try (Socket socket = begin(beginning)) {
            while (socket.getInputStream().available() == 0 && !isOver()) {
                pause(1);
                socket.getOutputStream().write(drop.getBytes(ISO_8859_1));
            }
            if (isOver()) {
                throw new IOException("still unanswered");
            }
            return read(socket.getInputStream());
        }
    }

    private static Answer read(InputStream in) throws IOException {
        String all = new String(in.readAllBytes(), ISO_8859_1);
        int end = all.indexOf("\r\n\r\n");
        if (end < 0) {
            throw new IOException("no answer");
        }
        return new Answer(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
    }

    /** Sends the same again and again from several threads until the attack is over, and counts the answers. */
    void flood(int threads, Callable<Answer> request) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int i = 0; i < threads; i++) {
                pool.submit(() -> {
                    do {
                        try {
                            count(Integer.toString(request.call().status()));
                        } catch (IOException e) {
                            count("lost");
                            pause(1);
                        }
                    } while (!isOver());
                    return null;
                });
            }
        } finally {
            pool.shutdown();
            if (!pool.awaitTermination(2, TimeUnit.MINUTES)) {
                pool.shutdownNow();
            }
        }
    }

    /** Does nothing for so long, or until the attack is over. The attacker takes this time; nothing is awaited. */
    void pause(int seconds) throws InterruptedException {
        long left = Math.min(until - System.nanoTime(), TimeUnit.SECONDS.toNanos(seconds));
        if (left > 0) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }
}
