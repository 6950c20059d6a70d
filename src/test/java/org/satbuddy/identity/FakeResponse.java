package org.satbuddy.identity;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** A servlet response that records status, headers and body. */
final class FakeResponse {

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    int status() {
        return status;
    }

    String header(String name) {
        return headers.get(name);
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    HttpServletResponse build() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                FakeResponse.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "setHeader", "addHeader" -> {
                        headers.put((String) arguments[0], (String) arguments[1]);
                        yield null;
                    }
                    case "setContentType" -> {
                        headers.put("Content-Type", (String) arguments[0]);
                        yield null;
                    }
                    case "setContentLength" -> {
                        headers.put("Content-Length", arguments[0].toString());
                        yield null;
                    }
                    case "setStatus", "sendError" -> {
                        status = (Integer) arguments[0];
                        yield null;
                    }
                    case "getStatus" -> status;
                    case "isCommitted" -> false;
                    case "getOutputStream" -> output();
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int b) {
                body.write(b);
            }
        };
    }
}
