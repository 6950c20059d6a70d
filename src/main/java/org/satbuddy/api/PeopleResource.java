package org.satbuddy.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.satbuddy.account.AccessTokens;
import org.satbuddy.account.Account;
import org.satbuddy.account.Accounts;
import org.satbuddy.account.Accounts.MadeAccount;
import org.satbuddy.account.ClassList;
import org.satbuddy.account.ClassLists;
import org.satbuddy.account.NewAccount;
import org.satbuddy.account.Role;
import org.satbuddy.identity.Caller;
import org.satbuddy.identity.ClassPasses;
import org.satbuddy.task.Conversations;

/** Makes, lists and changes accounts, one by one or by a class list. For administrators. */
@Path("/admin/people")
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class PeopleResource {

    private static final int MAX_DISPLAY_NAME = 80;
    private static final int MAX_SEARCH = 80;
    private static final int MAX_NAMES = 200;
    private static final Set<String> ROLES =
            Arrays.stream(Role.values()).map(Role::word).collect(Collectors.toUnmodifiableSet());

    @Inject
    Accounts accounts;

    @Inject
    ClassLists lists;

    @Inject
    AccessTokens tokens;

    @Inject
    ClassPasses passes;

    @Inject
    Conversations conversations;

    private record WantedList(ClassList list, boolean apply) {}

    @GET
    public Response list(
            @QueryParam("search") @DefaultValue("") String search,
            @QueryParam("after") @DefaultValue("") String after) {
        var people = JsonOutput.JSON.createArrayBuilder();
        for (Account account : accounts.list(cut(search), cut(after))) {
            people.add(AccountJson.of(account));
        }
        return ok(JsonOutput.success().add("people", people));
    }

    /** The answer has the first password, which is not kept. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response make(InputStream body, @Context HttpServletRequest http) {
        NewAccount wanted = JsonInput.read(body, input -> {
            String name =
                    input.requiredForm("name", NewAccount::signInName, "must have letters, digits and .-_@+ only");
            String displayName = displayName(input);
            String role = input.optionalWord("role", ROLES);
            return new NewAccount(
                    name,
                    displayName == null ? name : displayName,
                    Role.of(role == null ? "" : role).orElse(Role.STUDENT));
        });
        MadeAccount made = accounts.make(wanted, Caller.of(http).actor());
        return Response.status(Response.Status.CREATED)
                .entity(JsonOutput.bytes(JsonOutput.success().add("person", withPassword(made))))
                .build();
    }

    private static String displayName(JsonInput input) {
        String typed = input.optionalName("display_name", MAX_DISPLAY_NAME);
        return typed == null ? null : NewAccount.displayName(typed).orElse(null);
    }

    /** What is absent stays as it is. Who is a teacher no more has no open lessons. */
    @PATCH
    @Path("/{id: " + IdFormat.PATTERN + "}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(@PathParam("id") String id, InputStream body, @Context HttpServletRequest http) {
        Accounts.Change change = JsonInput.read(body, input -> {
            String displayName = displayName(input);
            String role = input.optionalWord("role", ROLES);
            return new Accounts.Change(
                    displayName, Role.of(role == null ? "" : role).orElse(null), input.optionalFlag("disabled"));
        });
        Account changed = accounts.change(id, change, Caller.of(http).actor()).orElseThrow(NotFoundException::new);
        if (changed.isDisabled() || !(changed.role() == Role.TEACHER || changed.role() == Role.ADMIN)) {
            passes.closeThoseOf(id, Caller.of(http));
        }
        return ok(JsonOutput.success().add("person", AccountJson.of(changed)));
    }

    /** Removes the account, and all that the person has asked and uploaded. */
    @DELETE
    @Path("/{id: " + IdFormat.PATTERN + "}")
    public Response remove(@PathParam("id") String id, @Context HttpServletRequest http) {
        if (!accounts.remove(id, Caller.of(http).actor())) {
            throw new NotFoundException();
        }
        passes.closeThoseOf(id, Caller.of(http));
        conversations.forget(Caller.ownerOf(id));
        return ok(JsonOutput.success());
    }

    /** Gives a new first password, for somebody who has forgotten theirs, and ends the person's sessions. */
    @POST
    @Path("/{id: " + IdFormat.PATTERN + "}/password")
    public Response resetPassword(@PathParam("id") String id, @Context HttpServletRequest http) {
        MadeAccount reset = accounts.resetPassword(id, Caller.of(http).actor()).orElseThrow(NotFoundException::new);
        return ok(JsonOutput.success().add("person", withPassword(reset)));
    }

    @GET
    @Path("/{id: " + IdFormat.PATTERN + "}/tokens")
    public Response tokens(@PathParam("id") String id) {
        var list = JsonOutput.JSON.createArrayBuilder();
        tokens.list(id).forEach(it -> list.add(AccountResource.json(it)));
        return ok(JsonOutput.success().add("tokens", list));
    }

    @DELETE
    @Path("/{id: " + IdFormat.PATTERN + "}/tokens/{token: " + IdFormat.PATTERN + "}")
    public Response revoke(
            @PathParam("id") String id, @PathParam("token") String token, @Context HttpServletRequest http) {
        if (!tokens.revoke(id, token, Caller.of(http).actor())) {
            throw new NotFoundException();
        }
        return ok(JsonOutput.success());
    }

    /** Shows what a class list would change. With {@code apply}, changes it, unless the list has errors. */
    @POST
    @Path("/list")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response useList(InputStream body, @Context HttpServletRequest http) {
        WantedList wanted = JsonInput.read(
                body,
                input -> new WantedList(
                        ClassList.read(input.requiredText("csv", JsonInput.MAX_BODY)),
                        Boolean.TRUE.equals(input.optionalFlag("apply"))));
        ClassLists.Difference difference = lists.compare(wanted.list());
        boolean apply = wanted.apply() && wanted.list().errors().isEmpty();
        List<MadeAccount> made =
                apply ? lists.apply(wanted.list(), Caller.of(http).actor()) : List.of();
        return ok(JsonOutput.success()
                .add("applied", apply)
                .add("errors", faults(wanted.list().errors()))
                .add("to_make", names(difference.toMake()))
                .add("to_change", names(difference.toChange()))
                .add("same", difference.same())
                .add(
                        "absent",
                        JsonOutput.JSON.createArrayBuilder(
                                difference.absent().stream().limit(MAX_NAMES).toList()))
                .add("absent_in_all", difference.absent().size())
                .add("made", made(made)));
    }

    private static JsonArrayBuilder faults(List<ClassList.Fault> faults) {
        var array = JsonOutput.JSON.createArrayBuilder();
        faults.forEach(
                it -> array.add(JsonOutput.object().add("line", it.line()).add("message", it.message())));
        return array;
    }

    private static JsonArrayBuilder names(Collection<NewAccount> people) {
        var array = JsonOutput.JSON.createArrayBuilder();
        people.forEach(it -> array.add(JsonOutput.object()
                .add("name", it.name())
                .add("display_name", it.displayName())
                .add("role", it.role().word())));
        return array;
    }

    private static JsonArrayBuilder made(List<MadeAccount> accounts) {
        var array = JsonOutput.JSON.createArrayBuilder();
        accounts.forEach(it -> array.add(withPassword(it)));
        return array;
    }

    private static JsonObjectBuilder withPassword(MadeAccount made) {
        return AccountJson.of(made.account()).add("password", made.password());
    }

    /** PostgreSQL has no NUL. */
    private static String cut(String typed) {
        String text = typed.replace("\u0000", "");
        return text.length() <= MAX_SEARCH ? text : text.substring(0, MAX_SEARCH);
    }

    private static Response ok(JsonObjectBuilder json) {
        return Response.ok(JsonOutput.bytes(json)).build();
    }
}
