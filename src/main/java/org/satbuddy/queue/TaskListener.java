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
import org.satbuddy.task.Worker;

/**
 * Answers the bell. No transaction spans the answer: the message is acknowledged when this returns, and the worker's own
 * claim and finish keep the task whatever happens to the message.
 */
@MessageDriven(
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = "jms/SatBuddyTasks"),
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            // How long a server that stops leaves this in peace before it is interrupted: as long as an answer may
            // take.
            @ActivationConfigProperty(propertyName = "callTimeout", propertyValue = "75000"),
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "${env.SATBUDDY_WORKERS:200}")
        })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TaskListener implements MessageListener {

    private static final System.Logger LOG = System.getLogger(TaskListener.class.getName());

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
