package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.account.Role;
import org.satbuddy.account.Scope;
import org.satbuddy.config.AuthMode;
import org.satbuddy.database.Database;
import org.satbuddy.database.DatabaseClock;

class AccessTest {

    private static final String ADDRESS = "192.0.2.1";

    /** Columns: guest or student of a lesson, holder of the installation's token. */
    @ParameterizedTest
    @CsvSource({
        "/ai/chat/message/, true, false",
        "/ai/conversations, true, false",
        "/ai/account, true, false",
        "/ai/account/sessions, false, false",
        "/ai/account/password/, false, false",
        "/ai/admin/passes, false, true",
        "/ai/admin/passes/x, false, true",
        "/ai/admin/audit, false, true",
        "/ai/admin/people/list, false, true",
        "/ai/admin, false, true",
        "/ai/admin/, false, true",
        "/ai//admin/passes, false, true",
        "/AI/Admin/passes, false, true",
        "/ai/adminx, true, false",
    })
    void keepsApartWhoHasNoAccount(String path, boolean guest, boolean operator) {
        assertThat(allows(new Caller("guest-mia", ADDRESS), path)).isEqualTo(guest);
        assertThat(allows(Caller.operator(ADDRESS), path)).isEqualTo(operator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/account", "/ai/account/", "/ai/account/password"})
    void letsWhoeverMustChooseAPasswordChooseIt(String path) {
        assertThatCode(() -> Access.require(NEWCOMER, "GET", path)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/chat/message", "/ai/account/sessions", "/ai/admin/people", "/ai/account/passwordx"})
    void letsWhoeverMustChooseAPasswordDoNothingElse(String path) {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> Access.require(NEWCOMER, "GET", path))
                .returns(Denied.Code.PASSWORD_CHANGE_REQUIRED, Denied::code);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /ai/pass/enter/, [CLASS_PASS]",
        "POST, /ai/session, [LOCAL]",
        "POST, /ai/session/, [LOCAL]",
        "DELETE, /ai/session, '[LOCAL, OIDC]'",
        "GET, /ai/session/provider/return/, [OIDC]",
        "POST, /ai/session/provider/logout, [OIDC]",
        "POST, /ai/session/x,",
        "POST, /AI/session,",
        "POST, //ai/session,",
        "POST, /ai/chat,"
    })
    void opensOnlyTheEntrances(String method, String path, String modes) {
        Set<AuthMode> entrance = Access.entrance(method, path);
        assertThat(entrance == null ? null : entrance.toString()).isEqualTo(modes);
    }

    private static final Caller NEWCOMER = newcomer();

    @ParameterizedTest
    @CsvSource({
        "READ, GET, /ai/conversations/, true",
        "READ, GET, /ai/task/x/events, true",
        "READ, POST, /ai/chat/message/, false",
        "READ, DELETE, /ai/chat/history, false",
        "ASK, POST, /ai/chat/message/, true",
        "ASK, GET, /ai/task/x/, true",
        "ASK, GET, /ai/admin/people, false",
        "MANAGE, GET, /ai/admin/people, true",
        "MANAGE, POST, /ai/admin/people, true",
        "MANAGE, POST, /ai/chat/message/, false",
        "READ, GET, /ai/account, true",
        "ASK, GET, /ai/account/tokens, false",
        "ASK, POST, /ai/account/tokens, false",
        "MANAGE, POST, /ai/account/password, false",
    })
    void keepsProgramsToTheirScopes(Scope scope, String method, String path, boolean allowed) {
        var program = new Caller("user-mia", ADDRESS, false, Role.ADMIN, NEWCOMER.signedIn(), Set.of(scope));
        try {
            Access.require(program, method, path);
            assertThat(allowed).isTrue();
        } catch (Denied e) {
            // This one must choose a password first, which counts after the scopes.
            assertThat(e.code() == Denied.Code.INSUFFICIENT_SCOPE).isEqualTo(!allowed);
        }
    }

    private static Caller newcomer() {
        var dataSource = MemoryDatabase.create();
        var database = new Database(PersistenceUnits.on("store-hibernate", dataSource), dataSource);
        return TestPeople.caller(database, new DatabaseClock(database), "mia", Role.ADMIN);
    }

    private static boolean allows(Caller caller, String path) {
        try {
            Access.require(caller, "GET", path);
            return true;
        } catch (Denied e) {
            assertThat(e.code()).isEqualTo(Denied.Code.FORBIDDEN);
            return false;
        }
    }
}
