package org.satbuddy.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.satbuddy.database.Database;
import org.satbuddy.task.Bell;

/**
 * Up while the database is reachable and has the schema of this version. Reports the broker's state as data only: tasks
 * submitted while the broker is away are stored and sent to it later.
 */
@Readiness
@ApplicationScoped
class ReadinessCheck implements HealthCheck {

    @Inject
    Database database;

    @Inject
    Bell bell;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("satbuddy")
                .status(database.reachable())
                .withData("broker", bell.isHeard() ? "up" : "away")
                .build();
    }
}
