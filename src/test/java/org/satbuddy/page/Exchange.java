package org.satbuddy.page;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/** A request with accepted encodings, and a recording of its response. */
final class Exchange {

    private final String accepted;
    private final String method;
    private final String servletPath;
    private final String pathInfo;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = HttpServletResponse.SC_OK;

    /** @param accepted the header {@code Accept-Encoding}; null to leave it out */
    Exchange(String accepted) {
        this(accepted, "GET", "", null);
    }

    /** A request that accepts no encoding. */
    Exchange(String method, String servletPath, String pathInfo) {
        this(null, method, servletPath, pathInfo);
    }

    private Exchange(String accepted, String method, String servletPath, String pathInfo) {
        this.accepted = accepted;
        this.method = method;
        this.servletPath = servletPath;
        this.pathInfo = pathInfo;
    }

    HttpServletRequest request() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getHeader" -> "Accept-Encoding".equals(arguments[0]) ? accepted : null;
                    case "getMethod" -> method;
                    case "getServletPath" -> servletPath;
                    case "getPathInfo" -> pathInfo;
                    case "getCookies" -> null;
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                Exchange.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "setHeader", "addHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
                    case "setContentType" -> headers.put("Content-Type", (String) arguments[0]);
                    case "setContentLength" -> headers.put("Content-Length", arguments[0].toString());
                    case "sendError" -> status = (Integer) arguments[0];
                    case "getOutputStream" -> output();
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }

    String header(String name) {
        return headers.get(name);
    }

    int status() {
        return status;
    }

    byte[] sent() {
        return body.toByteArray();
    }

    byte[] unpacked() throws IOException {
        try (var gzip = new GZIPInputStream(new ByteArrayInputStream(sent()))) {
            return gzip.readAllBytes();
        }
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
