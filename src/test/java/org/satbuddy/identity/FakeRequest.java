package org.satbuddy.identity;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds a servlet request: by default a GET from a browser on this machine. */
final class FakeRequest {

    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> attributes = new HashMap<>();
    private String method = "GET";
    private String path = "/ai/chat/";
    private String address = "127.0.0.1";
    private String query;
    private boolean secure;
    private Cookie[] cookies;

    FakeRequest() {
        headers.put("Host", "localhost:8080");
    }

    FakeRequest method(String method) {
        this.method = method;
        return this;
    }

    FakeRequest path(String path) {
        this.path = path;
        return this;
    }

    FakeRequest query(String query) {
        this.query = query;
        return this;
    }

    FakeRequest address(String address) {
        this.address = address;
        return this;
    }

    FakeRequest secure() {
        this.secure = true;
        return this;
    }

    /** @param value null to omit the header */
    FakeRequest header(String name, String value) {
        headers.remove(name);
        if (value != null) {
            headers.put(name, value);
        }
        return this;
    }

    FakeRequest cookies(Cookie... cookies) {
        this.cookies = cookies;
        return this;
    }

    HttpServletRequest build() {
        return (HttpServletRequest) Proxy.newProxyInstance(
                FakeRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, called, arguments) -> switch (called.getName()) {
                    case "getHeader" -> headers.get((String) arguments[0]);
                    case "getHeaders" ->
                        Collections.enumeration(
                                headers.containsKey((String) arguments[0])
                                        ? List.of(headers.get((String) arguments[0]))
                                        : List.of());
                    case "getHeaderNames" -> Collections.enumeration(headers.keySet());
                    case "getMethod" -> method;
                    case "getServletPath", "getRequestURI" -> path;
                    case "getQueryString" -> query;
                    case "getPathInfo" -> null;
                    case "getRemoteAddr" -> address;
                    case "isSecure" -> secure;
                    case "isAsyncStarted" -> false;
                    case "getDispatcherType" -> DispatcherType.REQUEST;
                    case "getContentLengthLong" -> Long.parseLong(headers.getOrDefault("Content-Length", "-1"));
                    case "getProtocol" -> "HTTP/1.1";
                    case "getCookies" -> cookies;
                    case "getAttribute" -> attributes.get((String) arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    default -> throw new UnsupportedOperationException(called.getName());
                });
    }
}
