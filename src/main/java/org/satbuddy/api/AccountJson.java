package org.satbuddy.api;

import jakarta.json.JsonObjectBuilder;
import org.satbuddy.account.Account;

/** An account as its owner and administrators see it. */
final class AccountJson {

    private AccountJson() {}

    static JsonObjectBuilder of(Account account) {
        return JsonOutput.object()
                .add("id", account.id())
                .add("name", account.name())
                .add("display_name", account.displayName())
                .add("role", account.role().word())
                .add("signs_in_by", account.mode().word())
                .add("must_change_password", account.mustChange())
                .add("disabled", account.isDisabled())
                .add("created_at", account.createdAt().toString());
    }
}
