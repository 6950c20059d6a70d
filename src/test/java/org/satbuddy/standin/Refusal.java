package org.satbuddy.standin;

import java.util.Map;
import org.satbuddy.standin.types.Json;
import org.satbuddy.standin.types.Violation;

/** An error of OpenAI's API, in its error shape. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final String type;
    private final String param;
    private final String code;

    Refusal(int status, String message, String type, String param, String code) {
        super(message);
        this.status = status;
        this.type = type;
        this.param = param;
        this.code = code;
    }

    static Refusal invalid(String message, String param, String code) {
        return new Refusal(400, message, "invalid_request_error", param, code);
    }

    static Refusal of(Violation violation) {
        return invalid(
                violation.toString(), violation.path(), violation.category().code());
    }

    Reply reply(String... headers) {
        return Reply.json(status, body(), headers);
    }

    Map<String, Object> body() {
        return Json.object("error", Json.object("message", getMessage(), "type", type, "param", param, "code", code));
    }
}
