package org.satbuddy.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.RandomAccessStore;

/** The file of an embedded H2 database. H2 appends to it, so deleted rows stay in it until their place is reused. */
final class H2File {

    /** Percent. Even a block that is nearly full of live rows is rewritten. */
    private static final int ANY_FILL_RATE = 101;

    /** Bounds the time for which one step keeps commits waiting. A block holds one image and a little more. */
    private static final int BYTES_IN_A_STEP = 8 << 20;

    /** One step rewrites blocks, the next frees their place, and the third moves others there. */
    private static final int FEWEST_STEPS = 3;

    private static final int MOST_STEPS = 200;

    private H2File() {}

    /**
     * Rewrites the file until it holds live rows only. Commits of others wait for one step at a time. Does nothing if
     * the database is in memory or in another process.
     *
     * @throws LinkageError if this version of H2 has other internals
     */
    static void rewrite(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(JdbcConnection.class)
                || !(connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session)) {
            return;
        }
        MVStore store = session.getDatabase().getStore().getMvStore();
        if (!(store.getFileStore() instanceof RandomAccessStore file)) {
            return;
        }
        int retention = store.getRetentionTime();
        // Otherwise H2 leaves blocks of the last 45 s alone.
        store.setRetentionTime(0);
        try {
            for (int step = 0; step < Math.min(FEWEST_STEPS + 2 * file.size() / BYTES_IN_A_STEP, MOST_STEPS); step++) {
                long begun = System.nanoTime();
                store.compact(ANY_FILL_RATE, BYTES_IN_A_STEP);
                file.compactMoveChunks(ANY_FILL_RATE, BYTES_IN_A_STEP, store);
                // For half of the time the store belongs to the commits that have waited.
                LockSupport.parkNanos(System.nanoTime() - begun);
            }
        } finally {
            store.setRetentionTime(retention);
        }
    }
}
