package org.satbuddy.task;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.satbuddy.config.Settings;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.database.Sql;

/** The installation's daily budget of provider tokens. Days are in UTC. */
@ApplicationScoped
class Budget {

    private static final Sql ADD = new Sql("update token_day set tokens = tokens + :tokens where id = :day");

    @Inject
    Settings settings;

    @Inject
    DatabaseClock clock;

    /** Tokens used today, as the last heartbeat read them. */
    private volatile long usedToday;

    Budget() {}

    Budget(Settings settings, DatabaseClock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    boolean usedUp() {
        long limit = settings.limits().tokensPerDay();
        return limit > 0 && usedToday >= limit;
    }

    int secondsUntilTomorrow() {
        return (int) Duration.between(LocalTime.now(utc()), LocalTime.MAX).toSeconds() + 1;
    }

    void sample(EntityManager em) {
        if (settings.limits().tokensPerDay() > 0) {
            TokenDay today = em.find(TokenDay.class, today());
            usedToday = today == null ? 0 : today.tokens();
        }
    }

    void add(EntityManager em, Usage usage) {
        long tokens = usage.tokens();
        if (tokens == 0) {
            return;
        }
        boolean added = ADD.on(em).set("tokens", tokens).set("day", today()).movesOne();
        if (!added) {
            em.persist(new TokenDay(today(), tokens));
            em.flush();
        }
    }

    private String today() {
        return LocalDate.now(utc()).toString();
    }

    private Clock utc() {
        return Clock.fixed(clock.instant(), ZoneOffset.UTC);
    }
}
