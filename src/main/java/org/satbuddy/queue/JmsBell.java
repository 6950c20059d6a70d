package org.satbuddy.queue;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSProducer;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Queue;
import java.lang.System.Logger.Level;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.task.Bell;

/**
 * Rings by JMS message. One thread sends all messages over one open session: forty thousand a second, against four
 * hundred with a session per send. No request waits for a broker that is away. Messages are not persistent, because the
 * task's row is. If the broker loses a message, {@code DueTasks} rings again.
 */
@ApplicationScoped
class JmsBell implements Bell {

    /**
     * The most rings that wait for the broker. Further rings are dropped, and {@code DueTasks} rings for those tasks
     * later.
     */
    private static final int CAPACITY = 20_000;

    private static final System.Logger LOG = LimitedLog.of(JmsBell.class);

    @Resource(lookup = "java:comp/DefaultJMSConnectionFactory")
    ConnectionFactory connections;

    @Resource(lookup = "java:comp/env/jms/SatBuddyTasks")
    Queue queue;

    @Resource
    ManagedThreadFactory threads;

    private final BlockingQueue<Ring> rings = new LinkedBlockingQueue<>(CAPACITY);
    private Thread ringer;

    /** Written only by the ringer thread. */
    private volatile boolean brokerAway;

    @PostConstruct
    void start() {
        ringer = threads.newThread(this::ringUntilInterrupted);
        ringer.setName("satbuddy-bell");
        ringer.setDaemon(true);
        ringer.start();
    }

    @PreDestroy
    void stop() {
        ringer.interrupt();
    }

    @Override
    public void ring(Ring ring) {
        rings.offer(ring);
    }

    @Override
    public boolean isHeard() {
        return !brokerAway;
    }

    private void ringUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                // Connects only when there is a ring to send, because the broker may not be up yet at start.
                Ring first = rings.take();
                try (JMSContext session = connections.createContext(JMSContext.AUTO_ACKNOWLEDGE)) {
                    JMSProducer producer = session.createProducer()
                            .setDeliveryMode(DeliveryMode.NON_PERSISTENT)
                            .setDisableMessageTimestamp(false);
                    if (brokerAway) {
                        LOG.log(Level.INFO, "The broker is back.");
                        brokerAway = false;
                    }
                    for (Ring ring = first; true; ring = rings.take()) {
                        send(session, producer, ring);
                    }
                }
            } catch (InterruptedException e) {
                return;
            } catch (JMSException | JMSRuntimeException e) {
                if (!brokerAway) {
                    LOG.log(Level.WARNING, "The broker is away; tasks are kept, and the bell rings again later.", e);
                    brokerAway = true;
                }
            }
        }
    }

    /** The properties are for an administrator who lists the queue. Workers read only the id. */
    private void send(JMSContext session, JMSProducer producer, Ring ring) throws JMSException {
        var message = session.createTextMessage(ring.id());
        message.setStringProperty("kind", ring.kind().wire());
        message.setIntProperty("priority", ring.priority());
        producer.setPriority(ring.priority()).send(queue, message);
    }
}
