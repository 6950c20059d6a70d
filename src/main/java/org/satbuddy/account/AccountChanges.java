package org.satbuddy.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Counts the changes that other nodes must notice. There is one row. */
@Entity
@Table(name = "account_changes")
public class AccountChanges {

    static final int ID = 1;

    @Id
    private int id;

    private long changes;

    protected AccountChanges() {}

    long changes() {
        return changes;
    }
}
