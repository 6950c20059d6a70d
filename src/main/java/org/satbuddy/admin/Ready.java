package org.satbuddy.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.satbuddy.database.Database;
import org.satbuddy.task.Bell;

/**
 * Ready while the database answers with the schema of this version. The broker's state is told and changes nothing: what
 * is asked while it is away is kept, and rung for later.
 */
@Readiness
@ApplicationScoped
class Ready implements HealthCheck {

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
