package org.satbuddy.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A second student, who asks and polls while another attacks. Every request has a connection of its own, and the next
 * one does not wait for it.
 */
public final class Witness implements AutoCloseable {

    private static final int MILLIS_BETWEEN_POLLS = 50;
    private static final int MILLIS_BETWEEN_SUBMITS = 500;
    private static final int MILLIS_BETWEEN_UPLOADS = 2_000;

    /** 190 pixels in each direction take 110 kB. */
    private static final int PICTURE_WIDTH = 190;

    private final Target target;
    private final String cookie;
    private final String task;
    private final byte[] picture;
    private final List<Double> polls = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> submits = Collections.synchronizedList(new ArrayList<>());
    private final List<Double> uploads = Collections.synchronizedList(new ArrayList<>());
    private final List<String> errors = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(1);
    private final ExecutorService students = Executors.newCachedThreadPool();

    private interface Call {
        Target.Answer send() throws IOException;
    }

    /** Asks a first question, whose task is polled from then on. */
    public Witness(Target target) throws IOException {
        this.target = target;
        this.picture = HostileFiles.noise(PICTURE_WIDTH);
        Target.Answer first = target.post("/ai/chat/message/", "{\"message\": \"Served?\"}");
        this.cookie = "Cookie: " + first.cookie();
        this.task = first.member("task_id");
        if (task == null) {
            throw new IOException("the witness was refused: " + first.status() + " " + first.body());
        }
    }

    public void watch() {
        every(MILLIS_BETWEEN_POLLS, () -> measure(polls, 200, () -> target.get("/ai/task/" + task + "/", cookie)));
        every(MILLIS_BETWEEN_SUBMITS, () -> measure(submits, 202, this::submit));
        every(MILLIS_BETWEEN_UPLOADS, () -> measure(uploads, 201, () -> target.upload(picture, cookie)));
    }

    private Target.Answer submit() throws IOException {
        return target.post("/ai/chat/message/", "{\"message\": \"Served?\"}", cookie);
    }

    private void every(int millis, Runnable call) {
        clock.scheduleAtFixedRate(() -> students.submit(call), 0, millis, TimeUnit.MILLISECONDS);
    }

    private void measure(List<Double> times, int expected, Call call) {
        long begun = System.nanoTime();
        try {
            Target.Answer answer = call.send();
            if (answer.status() != expected) {
                errors.add(answer.status() + " " + answer.body());
            }
        } catch (IOException e) {
            errors.add(e.toString());
        }
        times.add((System.nanoTime() - begun) / 1e6);
    }

    /** Ends the requests, and waits for those that are under way. */
    @Override
    public void close() throws InterruptedException {
        clock.shutdownNow();
        students.shutdown();
        if (!students.awaitTermination(1, TimeUnit.MINUTES)) {
            errors.add("still waiting after a minute");
            students.shutdownNow();
        }
    }

    /** The 95th percentile, ms. */
    public double pollP95() {
        return p95(polls);
    }

    /** The 95th percentile, ms. */
    public double submitP95() {
        return p95(submits);
    }

    /** The 95th percentile, ms. */
    public double uploadP95() {
        return p95(uploads);
    }

    /** Every answer that was not the expected one. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    public int requests() {
        return polls.size() + submits.size() + uploads.size();
    }

    private static double p95(List<Double> times) {
        var sorted = new ArrayList<>(times);
        Collections.sort(sorted);
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
    }
}
