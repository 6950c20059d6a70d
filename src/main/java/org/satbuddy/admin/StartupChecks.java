package org.satbuddy.admin;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.satbuddy.provider.FaultToleranceProbe;

/** Stops the deployment if the server silently lacks something that the processing of tasks relies on. */
@ApplicationScoped
class StartupChecks {

    @Inject
    FaultToleranceProbe probe;

    @Resource(lookup = "java:comp/env/jdbc/SatBuddyDS")
    DataSource database;

    /** Runs after the settings are validated and before the first task is processed. */
    void check(
            @Observes @Initialized(ApplicationScoped.class) @Priority(Interceptor.Priority.PLATFORM_BEFORE + 1)
                    Object started) {
        checkFaultTolerance();
        try {
            H2Durability.check(database);
        } catch (SQLException e) {
            throw new RefusedToStart("The database behind jdbc/SatBuddyDS cannot be reached.", e);
        }
    }

    private void checkFaultTolerance() {
        try {
            probe.succeedWhenTriedAgain();
        } catch (IllegalStateException e) {
            throw new RefusedToStart(
                    "This server ignores MicroProfile Fault Tolerance: add it, as server-config/wildfly/satbuddy.cli"
                            + " does, and do not switch it off.");
        }
    }
}
