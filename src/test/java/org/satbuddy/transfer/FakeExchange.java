package org.satbuddy.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A request and its response, whose client takes as many writes as it is told. */
final class FakeExchange {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<AsyncListener> asyncListeners = new ArrayList<>();
    private int accepted;
    private boolean async;

    int status = 200;
    int contentLength = -1;
    boolean closed;
    boolean completed;
    boolean refusesListeners;
    WriteListener listener;

    String body() {
        return sent.toString(StandardCharsets.UTF_8);
    }

    /** The client takes so many writes more. */
    void take(int writes) throws IOException {
        accepted = writes;
        listener.onWritePossible();
    }

    /** The server has sent the response. */
    void end() throws IOException {
        for (AsyncListener it : asyncListeners) {
            it.onComplete(null);
        }
    }

    HttpServletRequest request() {
        return fake(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "isAsyncSupported" -> true;
            case "isAsyncStarted" -> async;
            case "startAsync" -> {
                async = true;
                yield context();
            }
            default -> throw new UnsupportedOperationException(method);
        });
    }

    HttpServletResponse response() {
        return fake(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "getStatus" -> status;
            case "setStatus" -> status = (Integer) arguments[0];
            case "sendError" -> {
                closed = true;
                yield status = (Integer) arguments[0];
            }
            case "isCommitted" -> false;
            case "getCharacterEncoding" -> "UTF-8";
            case "setContentLength" -> contentLength = (Integer) arguments[0];
            case "getOutputStream" -> output();
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private AsyncContext context() {
        return fake(AsyncContext.class, (method, arguments) -> switch (method) {
            case "addListener" -> asyncListeners.add((AsyncListener) arguments[0]);
            case "setTimeout" -> null;
            case "complete" -> completed = true;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private interface Behaviour {
        Object call(String method, Object[] arguments) throws Exception;
    }

    private static <T> T fake(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, called, given) -> {
                    Object result = behaviour.call(called.getName(), given);
                    return called.getReturnType() == void.class ? null : result;
                }));
    }

    private ServletOutputStream output() {
        return new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return accepted > 0;
            }

            @Override
            public void setWriteListener(WriteListener given) {
                if (refusesListeners) {
                    throw new IllegalStateException("not asynchronous");
                }
                listener = given;
            }

            @Override
            public void write(int b) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                if (closed) {
                    throw new IOException("the stream is closed");
                }
                accepted--;
                sent.write(bytes, from, count);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
