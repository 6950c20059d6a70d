package org.satbuddy.account;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A list of people as a school has it, in CSV: either with the columns {@code name}, {@code display_name} and, if not all
 * are students, {@code role}; or the {@code users.csv} of OneRoster 1.1 or 1.2. Administrators are not made by lists.
 *
 * @param people by their names
 * @param errors what cannot be read; empty if the list can be used
 */
public record ClassList(Map<String, NewAccount> people, List<Fault> errors) {

    /** @param line of the file, from 1 */
    public record Fault(long line, String message) {}

    private static final int MOST_PEOPLE = 5000;
    private static final int MOST_FAULTS = 50;
    private static final String NAME = "name";
    private static final String ROLE = "role";
    private static final String USERNAME = "username";

    /** Programs for spreadsheets of some countries write semicolons. */
    public static ClassList read(String csv) {
        var people = new LinkedHashMap<String, NewAccount>();
        var errors = new ArrayList<Fault>();
        String text = csv.startsWith("\uFEFF") ? csv.substring(1) : csv;
        String head = text.lines().findFirst().orElse("");
        char separator = head.indexOf(';') >= 0 && head.indexOf(',') < 0 ? ';' : ',';
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .fieldSeparator(separator)
                .maxBufferSize(1 << 20)
                .ofNamedCsvRecord(text)) {
            for (NamedCsvRecord row : rows) {
                if (errors.size() == MOST_FAULTS || people.size() == MOST_PEOPLE) {
                    errors.add(new Fault(row.getStartingLineNumber(), "the rest was not read"));
                    break;
                }
                add(row, people, errors);
            }
        } catch (CsvParseException e) {
            errors.add(new Fault(1, "this is not CSV"));
        } catch (java.io.IOException e) {
            throw new IllegalStateException("a text can always be read", e);
        }
        if (people.isEmpty() && errors.isEmpty()) {
            errors.add(new Fault(1, "there is nobody in this list"));
        }
        return new ClassList(people, errors);
    }

    private static void add(NamedCsvRecord row, Map<String, NewAccount> people, List<Fault> errors) {
        String fault = null;
        Optional<String> typed = field(row, NAME).or(() -> field(row, USERNAME));
        Optional<String> name = typed.flatMap(NewAccount::signInName);
        Optional<Role> role = role(row);
        Optional<String> written = displayName(row);
        Optional<String> displayName = written.isEmpty() ? name : written.flatMap(NewAccount::displayName);
        if (typed.isEmpty()) {
            fault = "there is no name; the first line must have the columns name and display_name";
        } else if (name.isEmpty()) {
            fault = "a name has letters, digits, dots, hyphens, @, + and _ only, and at most 80 of them";
        } else if (role.isEmpty()) {
            fault = "the role must be student or teacher";
        } else if (displayName.isEmpty()) {
            fault = "the display name must be visible, and have at most 80 characters";
        } else if (people.putIfAbsent(
                        name.get(), new NewAccount(name.get(), displayName.get(), isSaid(row) ? role.get() : null))
                != null) {
            fault = "this name is in the list twice";
        }
        if (fault != null) {
            errors.add(new Fault(row.getStartingLineNumber(), fault));
        }
    }

    private static boolean isSaid(NamedCsvRecord row) {
        return field(row, ROLE).isPresent();
    }

    private static Optional<Role> role(NamedCsvRecord row) {
        return Role.of(field(row, ROLE).orElse(Role.STUDENT.word()))
                .filter(role -> role == Role.STUDENT || role == Role.TEACHER);
    }

    private static Optional<String> displayName(NamedCsvRecord row) {
        return field(row, "display_name").or(() -> {
            String full = field(row, "givenName").orElse("") + " "
                    + field(row, "familyName").orElse("");
            return Optional.of(full.strip()).filter(it -> !it.isEmpty());
        });
    }

    /** In upper or lower case, because people write the first line by hand. */
    private static Optional<String> field(NamedCsvRecord row, String column) {
        return row.getHeader().stream()
                .filter(it -> it.strip().toLowerCase(Locale.ROOT).equals(column.toLowerCase(Locale.ROOT)))
                .findFirst()
                .flatMap(row::findField)
                .map(String::strip)
                .filter(it -> !it.isEmpty());
    }
}
