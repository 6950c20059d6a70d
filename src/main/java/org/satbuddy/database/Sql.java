package org.satbuddy.database;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * An SQL statement that changes rows, with named parameters such as {@code :name}. Meant for the statements that every
 * task runs: Hibernate takes SQL as it is, but translates a JPQL update again at each execution.
 */
public final class Sql {

    private static final Pattern NAME = Pattern.compile(":(\\w+)");

    private final String numbered;
    private final List<String> names = new ArrayList<>();

    public Sql(String named) {
        numbered = NAME.matcher(named).replaceAll(this::number);
    }

    /** JPA has no named parameters in native SQL. */
    private String number(MatchResult name) {
        names.add(name.group(1));
        return "?" + names.size();
    }

    public Execution on(EntityManager em) {
        return new Execution(em.createNativeQuery(numbered));
    }

    /** One execution of the statement. */
    public final class Execution {

        private final Query query;

        private Execution(Query query) {
            this.query = query;
        }

        /** @param value an enum constant is stored by its name, as in the entities */
        public Execution set(String name, Object value) {
            if (!names.contains(name)) {
                throw new IllegalArgumentException("no parameter " + name);
            }
            Object bound = value instanceof Enum<?> constant ? constant.name() : value;
            for (int i = 0; i < names.size(); i++) {
                if (names.get(i).equals(name)) {
                    query.setParameter(i + 1, bound);
                }
            }
            return this;
        }

        /** Returns the number of rows changed. */
        public int execute() {
            return query.executeUpdate();
        }

        /** Executes the statement, and returns whether exactly one row changed. */
        public boolean movesOne() {
            return execute() == 1;
        }
    }
}
