package org.satbuddy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.satbuddy.MemoryDatabase;
import org.satbuddy.PersistenceUnits;
import org.satbuddy.account.Role;
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
        assertThatCode(() -> Access.require(NEWCOMER, path)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ai/chat/message", "/ai/account/sessions", "/ai/admin/people", "/ai/account/passwordx"})
    void letsWhoeverMustChooseAPasswordDoNothingElse(String path) {
        assertThatExceptionOfType(Denied.class)
                .isThrownBy(() -> Access.require(NEWCOMER, path))
                .returns(Denied.Code.PASSWORD_CHANGE_REQUIRED, Denied::code);
    }

    @ParameterizedTest
    @CsvSource({
        "/ai/pass/enter/, CLASS_PASS",
        "/ai/session, LOCAL",
        "/ai/session/x,",
        "/AI/session,",
        "//ai/session,",
        "/ai/chat,"
    })
    void opensOnlyTheEntrances(String path, AuthMode mode) {
        assertThat(Access.entrance(path)).isEqualTo(mode);
    }

    private static final Caller NEWCOMER = newcomer();

    private static Caller newcomer() {
        var dataSource = MemoryDatabase.create();
        var database = new Database(PersistenceUnits.on("store-hibernate", dataSource), dataSource);
        return TestPeople.caller(database, new DatabaseClock(database), "mia", Role.ADMIN);
    }

    private static boolean allows(Caller caller, String path) {
        try {
            Access.require(caller, path);
            return true;
        } catch (Denied e) {
            assertThat(e.code()).isEqualTo(Denied.Code.FORBIDDEN);
            return false;
        }
    }
}
