package org.satbuddy.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A request and its response, whose client takes as many writes, and sends as many bytes, as it is told. A dispatch is
 * counted, and the test does what it stands for.
 */
final class FakeExchange {

    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();
    private int taken;
    private String method = "GET";
    private String type;
    private int announced = -1;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final List<AsyncListener> asyncListeners = new ArrayList<>();
    private int accepted;
    private boolean async;

    int status = 200;
    int contentLength = -1;
    boolean closed;
    boolean completed;
    boolean refusesListeners;
    boolean inputClosed;
    boolean closedUnderInterrupt;
    int dispatches;
    boolean refusesDispatch;
    Act whenWritten = () -> {};
    ReadListener reader;
    WriteListener listener;

    interface Act {
        void run() throws Exception;
    }

    /** A POST that announces so many bytes. */
    static FakeExchange post(int length) {
        var exchange = new FakeExchange();
        exchange.method = "POST";
        exchange.announced = length;
        return exchange;
    }

    /** A form with a picture, of so many bytes. */
    static FakeExchange upload(int length) {
        FakeExchange exchange = post(length);
        exchange.type = "multipart/form-data; boundary=x";
        return exchange;
    }

    FakeExchange get() {
        method = "GET";
        return this;
    }

    /** The client sends these bytes. */
    FakeExchange send(String bytes) throws IOException {
        arrived.writeBytes(bytes.getBytes(StandardCharsets.UTF_8));
        if (reader != null) {
            reader.onDataAvailable();
            if (taken == announced) {
                reader.onAllDataRead();
            }
        }
        return this;
    }

    String header(String name) {
        return headers.get(name);
    }

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
            case "getMethod" -> this.method;
            case "getProtocol" -> "HTTP/1.1";
            case "getRequestURI" -> "/ai/";
            case "getContentType" -> type;
            case "getHeader" -> null;
            case "getContentLengthLong" -> (long) announced;
            case "getInputStream" -> input();
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
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
            case "setHeader" -> headers.put((String) arguments[0], (String) arguments[1]);
            case "setContentType" -> null;
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
            case "getResponse" -> response();
            case "dispatch" -> {
                if (refusesDispatch) {
                    throw new IllegalStateException("the client has gone");
                }
                async = false;
                yield ++dispatches;
            }
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

    private ServletInputStream input() {
        return new ServletInputStream() {
            @Override
            public boolean isFinished() {
                return taken == announced;
            }

            @Override
            public boolean isReady() {
                return available() > 0;
            }

            @Override
            public int available() {
                return arrived.size() - taken;
            }

            @Override
            public void setReadListener(ReadListener given) {
                reader = given;
            }

            @Override
            public int read() {
                return available() > 0 ? arrived.toByteArray()[taken++] : -1;
            }

            @Override
            public int read(byte[] bytes, int from, int most) {
                if (available() == 0) {
                    return -1;
                }
                int count = Math.min(most, available());
                System.arraycopy(arrived.toByteArray(), taken, bytes, from, count);
                taken += count;
                return count;
            }

            @Override
            public void close() {
                inputClosed = true;
                closedUnderInterrupt = Thread.currentThread().isInterrupted();
            }
        };
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
                try {
                    whenWritten.run();
                } catch (Exception e) {
                    throw new IOException(e);
                }
                sent.write(bytes, from, count);
            }

            @Override
            public void close() {
                closed = true;
            }
        };
    }
}
