package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.satbuddy.account.Accounts;
import org.satbuddy.account.Role;
import org.satbuddy.audit.Action;
import org.satbuddy.audit.Audit;
import org.satbuddy.database.DatabaseClock;
import org.satbuddy.identity.Caller;
import org.satbuddy.identity.ClassPass;
import org.satbuddy.identity.ClassPasses;
import org.satbuddy.task.AiOff;
import org.satbuddy.task.AiSwitch;

/** Switches the AI off and on: administrators for everybody, a lesson or a person, and teachers for their lessons. */
@Path("/admin/ai")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class AiResource {

    private static final int MAX_ID = 64;

    @Inject
    AiSwitch ai;

    @Inject
    ClassPasses passes;

    @Inject
    Accounts accounts;

    @Inject
    Audit audit;

    @Inject
    DatabaseClock clock;

    private record Wanted(boolean on, String lesson, String person) {}

    @GET
    public Response get(@Context HttpServletRequest http) {
        return json(Caller.of(http));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response turn(InputStream body, @Context HttpServletRequest http) {
        Wanted wanted = JsonInput.read(
                body,
                input -> new Wanted(
                        input.requiredFlag("enabled"),
                        input.optionalNonBlank("lesson", MAX_ID),
                        input.lacks("lesson") ? input.optionalNonBlank("person", MAX_ID) : input.none("person")));
        Caller caller = Caller.of(http);
        String subject = subject(wanted, caller);
        long now = clock.millis();
        Action action = wanted.on() ? Action.AI_ON : Action.AI_OFF;
        String named = wanted.lesson() == null ? wanted.person() == null ? "" : wanted.person() : wanted.lesson();
        if (wanted.on()) {
            ai.on(subject, em -> audit.add(em, now, caller.actor(), action, named, ""));
        } else {
            ai.off(subject, em -> audit.add(em, now, caller.actor(), action, named, ""));
        }
        return json(caller);
    }

    /** Whoever is named by mistake must not be everybody, so an unknown id is an error. */
    private String subject(Wanted wanted, Caller caller) {
        if (wanted.lesson() != null) {
            return passes.studentsOf(wanted.lesson(), caller).orElseThrow(NotFoundException::new);
        }
        if (caller.role() != Role.ADMIN) {
            throw new ForbiddenException();
        }
        if (wanted.person() != null) {
            return Caller.ownerOf(accounts.find(wanted.person())
                    .orElseThrow(NotFoundException::new)
                    .id());
        }
        return AiSwitch.EVERYBODY;
    }

    private Response json(Caller caller) {
        List<String> off = ai.list().stream().map(AiOff::subject).toList();
        Set<String> managed = passes.list(caller).stream().map(ClassPass::id).collect(Collectors.toSet());
        List<String> lessons = off.stream()
                .flatMap(it -> ClassPasses.lessonOf(it).stream())
                .filter(managed::contains)
                .toList();
        List<String> people = caller.role() == Role.ADMIN
                ? off.stream().flatMap(it -> Caller.accountOf(it).stream()).toList()
                : List.of();
        return Response.ok(JsonOutput.bytes(JsonOutput.success()
                        .add("enabled", !off.contains(AiSwitch.EVERYBODY))
                        .add("lessons_off", JsonOutput.JSON.createArrayBuilder(lessons))
                        .add("people_off", JsonOutput.JSON.createArrayBuilder(people))))
                .build();
    }
}
