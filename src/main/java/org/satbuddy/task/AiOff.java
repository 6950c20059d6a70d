package org.satbuddy.task;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The AI is switched off for these owners. */
@Entity
@Table(name = "ai_off")
public class AiOff {

    @Id
    private String subject;

    /** Epoch ms. */
    private long since;

    protected AiOff() {}

    AiOff(String subject, long since) {
        this.subject = subject;
        this.since = since;
    }

    /** {@link AiSwitch#EVERYBODY}, or how the ids of the owners begin. */
    public String subject() {
        return subject;
    }

    public Instant since() {
        return Instant.ofEpochMilli(since);
    }

    boolean covers(String owner) {
        return subject.equals(AiSwitch.EVERYBODY) || owner.startsWith(subject);
    }
}
