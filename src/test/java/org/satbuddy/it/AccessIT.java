package org.satbuddy.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.satbuddy.it.ApiDescription.Operation;

/**
 * Who may call what: every operation of the server's description, called by everybody. What the description says of an
 * operation decides, so a new one is in this table by being described.
 */
@ExtendWith(SharedServers.class)
class AccessIT {

    private static final String PASSWORD = "correct horse battery";

    /** Would end what the others of the table need. */
    private static final Set<String> NOT_CALLED = Set.of("DELETE /ai/session", "POST /ai/pass/leave");

    private static PackagedServer server;
    private static String token;
    private static ApiDescription description;
    private static final Map<String, Caller> CALLERS = new LinkedHashMap<>();
    private static Student owner;

    /**
     * Somebody who calls.
     *
     * @param header that identifies the caller; null if none does
     * @param role null if the caller has none, or cannot use it yet
     */
    private record Caller(Student client, String[] headers, String role, boolean hasAccount, boolean asks) {

        int status(Operation operation, String path) {
            return client.method(operation.method(), path, null, headers).status();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        server = SharedServers.school();
        token = Files.readString(server.data().resolve("admin-token")).strip();
        var operator = new Student(server.baseUrl());
        description = new ApiDescription(operator.get("/openapi?format=JSON").json());
        CALLERS.put("nobody", new Caller(new Student(server.baseUrl()), new String[0], null, false, false));
        CALLERS.put("wrong token", new Caller(operator, bearer("x" + token), null, false, false));
        CALLERS.put("operator", new Caller(operator, bearer(token), "admin", false, false));
        CALLERS.put("student of a lesson", new Caller(inLesson(), new String[0], "student", false, true));
        for (String role : List.of("student", "teacher", "admin", "security")) {
            CALLERS.put(role, new Caller(signedIn("access-" + role, role, true), new String[0], role, true, true));
        }
        CALLERS.put("program", new Caller(operator, bearer(token("student")), "student", false, true));
        CALLERS.put(
                "newcomer", new Caller(signedIn("access-newcomer", "admin", false), new String[0], null, true, false));
        Student switchedOff = signedIn("access-off", "admin", true);
        String id = admin("GET", "people/?search=access-off", null)
                .getJsonArray("people")
                .getJsonObject(0)
                .getString("id");
        admin("PATCH", "people/" + id + "/", "{\"disabled\": true}");
        org.awaitility.Awaitility.await()
                .until(() -> switchedOff.get("/ai/account/").status() == 401);
        CALLERS.put("switched off", new Caller(switchedOff, new String[0], null, false, false));
        owner = signedIn("access-owner", "student", true);
    }

    @TestFactory
    Stream<DynamicTest> everyOperationIsForThoseItIsDescribedFor() {
        return description.operations().stream()
                .filter(it -> !NOT_CALLED.contains(it.toString()))
                .flatMap(operation -> CALLERS.entrySet().stream()
                        .map(caller -> dynamicTest(operation + " by " + caller.getKey(), () -> {
                            int status = caller.getValue()
                                    .status(operation, operation.path().replaceAll("\\{\\w+}", "unknown"));
                            if (isAllowed(operation, caller.getKey(), caller.getValue())) {
                                assertThat(status).isNotIn(401, 403).isLessThan(500);
                            } else {
                                assertThat(status).isIn(401, 403, 303);
                            }
                        })));
    }

    private static boolean isAllowed(Operation operation, String name, Caller caller) {
        if (operation.open()) {
            return true;
        }
        if (name.equals("newcomer")) {
            return operation.path().equals("/ai/account") || operation.path().equals("/ai/account/password");
        }
        if (!operation.roles().isEmpty()) {
            return caller.role() != null && operation.roles().contains(caller.role());
        }
        return operation.forAccounts() ? caller.hasAccount() && caller.role() != null : caller.asks();
    }

    @Test
    void everyOperationOfAdministratorsNamesItsRoles() {
        assertThat(description.operations())
                .filteredOn(it -> it.path().startsWith("/ai/admin"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.roles()).as(it.toString()).isNotEmpty());
    }

    /** Another of the same school, another lesson, and those who manage: none of them has what is the owner's. */
    @TestFactory
    Stream<DynamicTest> nobodyReachesWhatIsAnothers() throws IOException {
        String task = owner.ask("Slopes").taskId();
        JsonObject outcome = owner.outcome(task);
        Map<String, String> ids = Map.of(
                "/ai/task/",
                task,
                "/ai/conversations/",
                outcome.getString("conversation_id"),
                "/ai/image/",
                owner.upload(Student.picture(), "a.png").json().getString("image_id"),
                "/ai/account/sessions/",
                owner.get("/ai/account/sessions/")
                        .json()
                        .getJsonArray("sessions")
                        .getJsonObject(0)
                        .getString("id"));
        return description.operations().stream()
                .filter(it -> ids.containsKey(kind(it)))
                .flatMap(operation -> Stream.of("student of a lesson", "student", "teacher", "admin", "security")
                        .filter(name -> isAllowed(operation, name, CALLERS.get(name)))
                        .map(name -> dynamicTest(operation + " of another by " + name, () -> {
                            String path = operation.path().replace("{id}", ids.get(kind(operation)));
                            String body = operation.body().isEmpty() ? null : "{\"title\": \"x\", \"rating\": \"up\"}";
                            assertThat(CALLERS.get(name)
                                            .client()
                                            .method(operation.method(), path, body)
                                            .status())
                                    .isIn(404, operation.path().endsWith("/ws") ? 400 : 404);
                        })));
    }

    private static String kind(Operation operation) {
        int id = operation.path().indexOf("{id}");
        return id < 0 ? "" : operation.path().substring(0, id);
    }

    private static Student inLesson() {
        String code = admin("POST", "passes/", "{\"name\": \"Algebra\", \"seats\": 5, \"minutes\": 60}")
                .getJsonObject("pass")
                .getString("code");
        var student = new Student(server.baseUrl());
        student.post("/ai/pass/enter/", "{\"code\": \"" + code + "\"}");
        return student;
    }

    private static Student signedIn(String name, String role, boolean choosesPassword) {
        String first = admin("POST", "people/", "{\"name\": \"" + name + "\", \"role\": \"" + role + "\"}")
                .getJsonObject("person")
                .getString("password");
        var person = new Student(server.baseUrl());
        person.post("/ai/session/", json("name", name, "password", first));
        if (choosesPassword) {
            person.post("/ai/account/password/", json("old_password", first, "new_password", PASSWORD));
        }
        return person;
    }

    /** An access token of the person who has signed in. */
    private static String token(String name) {
        return CALLERS.get(name)
                .client()
                .post("/ai/account/tokens/", "{\"name\": \"program\", \"days\": 1, \"scopes\": [\"ask\"]}")
                .json()
                .getJsonObject("token")
                .getString("text");
    }

    private static JsonObject admin(String method, String path, String body) {
        return new Student(server.baseUrl())
                .method(method, "/ai/admin/" + path, body, bearer(token))
                .json();
    }

    private static String json(String name, String value, String other, String otherValue) {
        return Json.createObjectBuilder()
                .add(name, value)
                .add(other, otherValue)
                .build()
                .toString();
    }

    private static String[] bearer(String token) {
        return new String[] {"Authorization", "Bearer " + token};
    }
}
