package org.satbuddy.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.File;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.satbuddy.database.Database;
import org.satbuddy.task.ChatRequest;
import org.satbuddy.task.State;
import org.satbuddy.task.Submit;
import org.satbuddy.task.TaskSnapshot;
import org.satbuddy.task.Tasks;

/** Tests the store, the queue and fault tolerance of the packaged application inside the configured server. */
@ExtendWith(ArquillianExtension.class)
class InContainerIT {

    @Resource(lookup = "java:comp/env/jdbc/SatBuddyDS")
    DataSource dataSource;

    @Inject
    Database database;

    @Inject
    Tasks tasks;

    @Inject
    Unreliable unreliable;

    @Deployment
    static WebArchive application() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("server.war")))
                .addPackage(InContainerIT.class.getPackage());
    }

    @Test
    void usesADatabaseWithoutWriteDelay() throws SQLException {
        try (var connection = dataSource.getConnection();
                var settings = connection.createStatement();
                var delay = settings.executeQuery("select setting_value from information_schema.settings"
                        + " where setting_name = 'WRITE_DELAY'")) {
            assertTrue(delay.next());
            assertEquals("0", delay.getString(1));
        }
    }

    @Test
    void storesInTransactionsOfTheServer() {
        assertTrue(database.reachable());
        int nodes = database.transact(em ->
                ((Number) em.createNativeQuery("select count(*) from node").getSingleResult()).intValue());
        assertTrue(nodes >= 1, "this node is in the table");
    }

    @Test
    void answersThroughTheQueue() throws Exception {
        String owner = UUID.randomUUID().toString();
        var request = new ChatRequest("How do I find the slope of a line?", null, List.of(), List.of(), false);

        TaskSnapshot accepted = tasks.submit(new Submit(owner, "127.0.0.1", request, null, null))
                .toCompletableFuture()
                .join()
                .task();
        TaskSnapshot answered = tasks.await(
                        owner, accepted.id(), task -> task.state().isFinal(), Duration.ofSeconds(30))
                .toCompletableFuture()
                .get(40, TimeUnit.SECONDS)
                .orElseThrow();

        assertEquals(State.COMPLETED, answered.state());
        assertEquals("study-guide", answered.provider());
    }

    @Test
    void retriesAnnotatedMethods() {
        assertEquals(3, unreliable.succeedsAtTheThirdCall());
    }
}
