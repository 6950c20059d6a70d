package org.satbuddy.queue;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.lang.System.Logger.Level;
import org.satbuddy.log.LimitedLog;
import org.satbuddy.task.Worker;

/**
 * Receives rings and hands each task id to the worker. No transaction spans the work. The message is acknowledged when
 * {@code onMessage} returns, and losing it loses no task: the worker claims and finishes the task in the database.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/SatBuddyTasks"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            // How long a stopping server waits before it interrupts the work, ms: longer than one provider call may
            // take by default.
            @ActivationConfigProperty(propertyName = "callTimeout", propertyValue = "75000"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "${env.SATBUDDY_WORKERS:200}")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TaskListener implements MessageListener {

    private static final System.Logger LOG = LimitedLog.of(TaskListener.class);

    @Inject
    Worker worker;

    @Override
    public void onMessage(Message message) {
        try {
            if (message instanceof TextMessage text && text.getText() != null) {
                worker.work(text.getText());
            } else {
                LOG.log(Level.WARNING, "Ignored a message that holds no task id: {0}", message.getJMSMessageID());
            }
        } catch (JMSException e) {
            throw new IllegalStateException("The broker's message cannot be read.", e);
        }
    }
}
