package org.satbuddy.estimate;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.estimate.RetryStatistics.Retry;
import org.satbuddy.estimate.ServiceTimes.Span;
import org.satbuddy.task.Estimates;
import org.satbuddy.task.Kind;
import org.satbuddy.task.QueuePlace;
import org.satbuddy.task.QueueSample;
import org.satbuddy.task.State;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Work;

/**
 * Estimates the length of the queue, each task's place in it, and when the task will be finished. It learns from the
 * sample that each heartbeat takes and from the attempts of this node's workers. It queries no database itself.
 */
@ApplicationScoped
public class QueueEstimator implements Estimates {

    /** How many answers usually predict the duration of the next. */
    private static final int USUAL_ANSWERS = 80;

    /** How many answers predict the next duration after the provider has become slower or faster. */
    private static final int ANSWERS_AFTER_A_CHANGE = 15;

    /** An AI takes 5 to 30 seconds in 95 of 100 cases. */
    private static final LifeTable CHAT = LifeTable.ofGuess(12.2, 4);

    /** Longer than a chat, because the AI is asked again if a question fails its checks. */
    private static final LifeTable QUESTION = LifeTable.ofGuess(16, 4);

    private static final LifeTable STUDY_GUIDE = LifeTable.ofGuess(0.1, 4);

    /**
     * All slots count as taken after more than this many consecutive {@linkplain QueueSample#full full} samples.
     * Workers need a moment to start.
     */
    private static final int SAMPLES_UNTIL_FULL = 3;

    @Inject
    Settings settings;

    @Inject
    DatabaseClock clock;

    private final Map<Kind, RingBuffer<Span>> finished = new EnumMap<>(Kind.class);
    private final RingBuffer<Retry> retries = new RingBuffer<>();
    private final Arrivals arrivals = new Arrivals();

    /** How many samples in a row found tasks waiting too long. Used only by the heartbeat. */
    private int fullSamples;

    private volatile QueueModel model;

    protected QueueEstimator() {}

    public QueueEstimator(Settings settings, DatabaseClock clock) {
        this.settings = settings;
        this.clock = clock;
        begin();
    }

    /** Starts from an empty sample, dated long ago. */
    @PostConstruct
    void begin() {
        for (Kind kind : Kind.values()) {
            finished.put(kind, new RingBuffer<>());
        }
        model = model(new QueueSample(0, List.of(), List.of(), 0, 1));
    }

    @Override
    public void take(QueueSample sample) {
        arrivals.count(sample, model.at());
        fullSamples = sample.full() ? fullSamples + 1 : 0;
        model = model(sample);
    }

    private QueueModel model(QueueSample sample) {
        Map<Kind, ServiceTimes> serviceTimes = new EnumMap<>(Kind.class);
        List<Long> ends = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            List<Span> spans = finished.get(kind).all();
            serviceTimes.put(kind, serviceTimes(kind, spans, sample));
            spans.forEach(span -> ends.add(span.to()));
        }
        var drain = new QueueDrain(slots(sample), sample, serviceTimes);
        var lately = new RetryStatistics(retries.all(), ends, sample.nodes(), sample.at());
        var forecast = new Forecast(
                serviceTimes,
                drain,
                lately,
                patience(),
                seconds(settings.tasks().ttl()));
        return new QueueModel(sample, arrivals.perSecond(), lately, forecast);
    }

    private ServiceTimes serviceTimes(Kind kind, List<Span> spans, QueueSample sample) {
        List<Long> running = sample.running().stream()
                .filter(task -> task.here() && task.kind() == kind)
                .map(QueueSample.Running::since)
                .toList();
        LifeTable guess = guess(kind);
        ServiceTimes usual = ServiceTimes.of(guess, spans, running, sample.at(), USUAL_ANSWERS);
        ServiceTimes latest = ServiceTimes.of(guess, spans, running, sample.at(), ANSWERS_AFTER_A_CHANGE);
        return latest.differFrom(usual) ? latest : usual;
    }

    /**
     * The running attempts if all slots are taken. Otherwise the number of nodes times this node's workers, or the
     * running attempts if they are more.
     */
    private int slots(QueueSample sample) {
        int seen = sample.running().size();
        return fullSamples > SAMPLES_UNTIL_FULL
                ? Math.max(1, seen)
                : Math.max(seen, sample.nodes() * settings.tasks().workers());
    }

    private LifeTable guess(Kind kind) {
        if (settings.providers().order().equals(List.of(Settings.ProviderSettings.STUDY_GUIDE))) {
            return STUDY_GUIDE;
        }
        return switch (kind) {
            case CHAT -> CHAT;
            case QUESTION -> QUESTION;
        };
    }

    private double patience() {
        return seconds(settings.tasks().patience()) + seconds(Work.timeLimit(settings.providers()));
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1000.0;
    }

    @Override
    public int queued() {
        return model.queued();
    }

    @Override
    public void joined(TaskSnapshot task) {
        model.joined(task);
    }

    @Override
    public void claimed(int priority) {
        model.claimed(priority);
    }

    @Override
    public void ended(TaskSnapshot task, long claimedAt, boolean called) {
        long now = clock.millis();
        if (task.state() == State.WAITING) {
            retried(new Retry(now, task.attempt(), now - claimedAt, task.retryAt() - now, called));
        } else {
            finished(task.kind(), new Span(claimedAt, now));
        }
    }

    void finished(Kind kind, Span attempt) {
        finished.get(kind).add(attempt);
    }

    void retried(Retry attempt) {
        retries.add(attempt);
    }

    @Override
    public QueuePlace place(TaskSnapshot task) {
        return model.place(task, clock.millis());
    }
}
