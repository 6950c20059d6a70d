package org.satbuddy.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClassListTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,display_name,role\nMia.Lee,\"Lee, Mia\",\nkim,Mr Kim,teacher\n",
                "\uFEFFName;Display_Name;Role\r\nMIA.LEE;Lee, Mia;student\r\nkim;Mr Kim;Teacher\r\n",
                "role,name,display_name\n,mia.lee,\"Lee, Mia\"\n\nteacher,kim,Mr Kim",
            })
    void readsWhatSpreadsheetsWrite(String csv) {
        ClassList list = ClassList.read(csv);
        assertThat(list.errors()).isEmpty();
        assertThat(list.people().values())
                .extracting(NewAccount::name, NewAccount::displayName)
                .containsExactlyInAnyOrder(tuple("mia.lee", "Lee, Mia"), tuple("kim", "Mr Kim"));
        assertThat(list.people().get("kim").role()).isEqualTo(Role.TEACHER);
        assertThat(list.people().get("mia.lee").role()).isIn(Role.STUDENT, null);
    }

    @Test
    void readsTheUsersOfOneRoster() {
        ClassList list = ClassList.read(
                "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName\n"
                        + "u1,,,true,o1,student,mia@school.example,,Mia,Lee\n"
                        + "u2,,,true,o1,teacher,kim@school.example,,Jo,Kim\n");
        assertThat(list.errors()).isEmpty();
        assertThat(list.people())
                .containsEntry("mia@school.example", new NewAccount("mia@school.example", "Mia Lee", Role.STUDENT))
                .containsEntry("kim@school.example", new NewAccount("kim@school.example", "Jo Kim", Role.TEACHER));
    }

    /** Whoever can change a list could otherwise become an administrator. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name,role\\nroot,admin | 2 | role",
                "name,role\\nroot,administrator | 2 | role",
                "name\\nmia lee | 2 | letters",
                "name\\nmia\\nMIA | 3 | twice",
                "name,display_name\\n,Mia | 2 | no name",
                "first,last\\nMia,Lee | 2 | no name",
                "name | 1 | nobody",
                "'' | 1 | nobody",
            })
    void saysWhatCannotBeRead(String csv, long line, String message) {
        assertThat(ClassList.read(csv.replace("\\n", "\n")).errors())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.line()).isEqualTo(line);
                    assertThat(it.message()).contains(message);
                });
    }

    @Test
    void readsNoMoreThanAFewThousand() {
        var csv = new StringBuilder("name\n");
        for (int i = 0; i < 5001; i++) {
            csv.append('s').append(i).append('\n');
        }
        ClassList list = ClassList.read(csv.toString());
        assertThat(list.people()).hasSize(5000);
        assertThat(list.errors()).singleElement().returns("the rest was not read", ClassList.Fault::message);
    }

    @Test
    void tellsAFewOfManyFaults() {
        assertThat(ClassList.read("name\n" + "not a name\n".repeat(1000)).errors())
                .hasSize(51);
    }
}
