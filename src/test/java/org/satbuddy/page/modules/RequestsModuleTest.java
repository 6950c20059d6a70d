package org.satbuddy.page.modules;

import static org.assertj.core.api.Assertions.assertThat;

import org.graalvm.polyglot.Value;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JSON that is sent to the server, and the key by which the server recognises a repeated request. */
class RequestsModuleTest {

    private static final Modules MODULES = Modules.inEnglish();
    private static final Value MESSAGE = MODULES.load("chat/message-request.js");
    private static final Value QUESTION = MODULES.load("practice/question-request.js");

    /** Replaces the browser's functions that a request uses. Records each request, and gives the next answer. */
    private static final String BROWSER = """
            globalThis.sent = [];
            globalThis.answers = [];
            globalThis.AbortController = class {
              signal = {};
              abort() {}
            };
            globalThis.setTimeout = () => 0;
            globalThis.clearTimeout = () => {};
            globalThis.fetch = async (path, { method, headers, body }) => {
              sent.push({ method, path, key: headers['Idempotency-Key'], type: headers['Content-Type'], body });
              const [status, json] = answers.shift();
              if (status === 0) {
                throw new TypeError('No network.');
              }
              return { status, text: async () => json, headers: { get: () => null } };
            };
            globalThis.random ??= 0;
            globalThis.crypto = { getRandomValues: (bytes) => bytes.fill(++random) };
            """;

    @AfterAll
    static void close() {
        MODULES.close();
    }

    @BeforeEach
    void forgetEarlierCalls() {
        MODULES.run("{"
                + BROWSER.replace("let random = 0;", "globalThis.random ??= 0;")
                        .replace("++random", "++globalThis.random")
                + "}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'message':'Why?'}; {'message':'Why?'}",
                "{'message':'Why?','images':[],'mode':'explain'}; {'message':'Why?'}",
                "{'message':'Why?','mode':'hint'}; {'message':'Why?','mode':'hint'}",
                "{'message':'Why?','images':['a','b']}; {'message':'Why?','images':['a','b']}",
                "{'message':'Why?','context':'Passage: x'}; {'message':'Why?','context':'Passage: x'}",
                "{'message':'Why?','images':['a'],'mode':'hint','context':'x'}; "
                        + "{'message':'Why?','images':['a'],'mode':'hint','context':'x'}",
                "{'message':'Why?','context':'','unheard-of':1}; {'message':'Why?'}"
            })
    void namesInAMessageOnlyWhatDiffersFromTheDefault(String asked, String body) {
        assertThat(MODULES.json(MESSAGE.invokeMember("messageBody", MODULES.parse(quoted(asked)))))
                .isEqualTo(quoted(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'topic':'Circles'}; {'topic':'Circles'}",
                "{'topic':'Circles','timed':true}; {'topic':'Circles'}",
                "{'type':'spr','skill':'circles','domain':'d','section':'math','difficulty':'hard','topic':'C','timed':true};"
                        + "{'topic':'C','difficulty':'hard','section':'math','domain':'d','skill':'circles','type':'spr'}",
                "{'topic':'C','type':'','skill':null}; {'topic':'C'}"
            })
    void omitsFieldsThatOnlyThePageUses(String request, String body) {
        assertThat(MODULES.json(QUESTION.invokeMember("requestBody", MODULES.parse(quoted(request)))))
                .isEqualTo(quoted(body));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'topic':'C'}; {'topic':'C'}; true",
                "{'topic':'C','timed':true}; {'topic':'C'}; true",
                "{'topic':'C','type':''}; {'topic':'C'}; true",
                "{'topic':'C','type':'spr'}; {'topic':'C'}; false",
                "{'topic':'C'}; {'topic':'D'}; false",
                "{'topic':'C','skill':'a'}; {'topic':'C','skill':'b'}; false"
            })
    void treatsRequestsAsEqualWhenTheServerWould(String one, String other, boolean same) {
        assertThat(QUESTION.invokeMember("isSameRequest", MODULES.parse(quoted(one)), MODULES.parse(quoted(other)))
                        .asBoolean())
                .isEqualTo(same);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'topic':'Circles'}; Practice question: Circles",
                "{'topic':'Circles','difficulty':'hard','type':'spr'}; Practice question: Circles, Hard, Type the answer (math)",
                "{'topic':'X','difficulty':'very-hard','type':'z'}; Practice question: X, Very hard"
            })
    void namesARequestInWords(String request, String words) {
        assertThat(QUESTION.invokeMember("requestLabel", MODULES.parse(quoted(request)))
                        .asString())
                .isEqualTo(words);
    }

    @Test
    void sendsARequestAsJsonUnderAKeyOfItsOwn() {
        answer("[200, '{\"task_id\":\"t\"}']", "[200, '{\"task_id\":\"u\"}']");

        assertThat(send("{\"message\":\"One\"}")).isEqualTo("{\"task_id\":\"t\"}");
        assertThat(send("{\"message\":\"One\"}")).isEqualTo("{\"task_id\":\"u\"}");

        assertThat(sent("({ method, path, type, body }) => [method, path, type, body].join(' ')"))
                .startsWith("[\"POST ../../ai/chat/message/ application/json {\\\"message\\\":\\\"One\\\"}\"");
        assertThat(sent("({ key }) => /^[0-9a-f]{32}$/.test(key)")).isEqualTo("[true,true]");
        assertThat(sent("({ key }, _, [first]) => key === first.key")).isEqualTo("[true,false]");
    }

    @Test
    void sendsTheSameKeyAgainAfterAnAnswerWasLost() {
        answer("[0]", "[503, '{\"error\":\"Busy.\"}']", "[200, '{\"task_id\":\"t\"}']", "[200, '{}']");

        assertThat(send("{\"message\":\"Two\"}"))
                .isEqualTo("\"The server cannot be reached. Please check your connection and try again.\"");
        assertThat(send("{\"message\":\"Two\"}")).isEqualTo("\"Busy.\"");
        assertThat(send("{\"message\":\"Two\"}")).isEqualTo("{\"task_id\":\"t\"}");
        assertThat(send("{\"message\":\"Two\"}")).isEqualTo("{}");

        assertThat(sent("({ key }, _, [first]) => key === first.key")).isEqualTo("[true,true,true,false]");
    }

    @Test
    void sendsAnotherKeyForAnotherBodyAndAfterARefusal() {
        answer("[0]", "[400, '{\"error\":\"No.\"}']", "[200, '{}']", "[200, '{}']");

        send("{\"message\":\"Three\"}");
        send("{\"message\":\"Four\"}");
        send("{\"message\":\"Four\"}");
        send("{\"message\":\"Three\"}");

        assertThat(sent("({ key }, _, all) => all.findIndex((other) => other.key === key)"))
                .isEqualTo("[0,1,2,0]");
    }

    private static void answer(String... answers) {
        MODULES.run("answers.push(" + String.join(", ", answers) + ")");
    }

    /** Sends a message, and returns the server's answer or the sentence of its refusal. */
    private static String send(String body) {
        Value submission =
                MODULES.load("server/submission.js").getMember("Submission").newInstance("/ai/chat/message/");
        Value outcome = MODULES.run("(submission, body) => { const outcome = {};"
                        + " submission.send(body).then((it) => (outcome.it = it), (refusal) => (outcome.it = refusal.message));"
                        + " return outcome; }")
                .execute(submission, MODULES.parse(body));
        return MODULES.json(outcome.getMember("it"));
    }

    /** Returns a property of each recorded request, in order. */
    private static String sent(String property) {
        return MODULES.json(MODULES.run("sent.map(" + property + ")"));
    }

    private static String quoted(String json) {
        return json.replace('\'', '"');
    }
}
