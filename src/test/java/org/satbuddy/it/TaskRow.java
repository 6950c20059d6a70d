package org.satbuddy.it;

import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * What administrators see of a task in the database.
 *
 * @param code why the task failed or last waited; null if it did neither
 * @param trail for each attempt, the providers that were asked and the result of each
 */
record TaskRow(String state, String code, int attempts, String provider, String model, String trail) {

    static TaskRow read(DataSource database, String id) {
        try (var connection = database.getConnection();
                var query = connection.prepareStatement(
                        "select state, code, attempts, provider, model, trail from task where id = ?")) {
            query.setString(1, id);
            try (var row = query.executeQuery()) {
                row.next();
                return new TaskRow(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
