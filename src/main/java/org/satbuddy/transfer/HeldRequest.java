package org.satbuddy.transfer;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose response is held until it is complete, also if it is completed later by another thread. */
final class HeldRequest extends HttpServletRequestWrapper {

    private final HeldResponse held;
    private AsyncContext async;

    HeldRequest(HttpServletRequest request, HeldResponse held) {
        super(request);
        this.held = held;
    }

    @Override
    public AsyncContext startAsync() {
        async = new Later(super.startAsync());
        return async;
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        async = new Later(super.startAsync(request, response));
        return async;
    }

    @Override
    public AsyncContext getAsyncContext() {
        return async == null ? super.getAsyncContext() : async;
    }

    /** Sends the held response before the server ends it. */
    private final class Later implements AsyncContext {

        private final AsyncContext real;

        Later(AsyncContext real) {
            this.real = real;
        }

        @Override
        public void complete() {
            held.send(real, () -> {});
        }

        @Override
        public ServletRequest getRequest() {
            return real.getRequest();
        }

        @Override
        public ServletResponse getResponse() {
            return held;
        }

        @Override
        public boolean hasOriginalRequestAndResponse() {
            return real.hasOriginalRequestAndResponse();
        }

        @Override
        public void dispatch() {
            real.dispatch();
        }

        @Override
        public void dispatch(String path) {
            real.dispatch(path);
        }

        @Override
        public void dispatch(ServletContext context, String path) {
            real.dispatch(context, path);
        }

        @Override
        public void start(Runnable run) {
            real.start(run);
        }

        @Override
        public void addListener(AsyncListener listener) {
            real.addListener(listener);
        }

        @Override
        public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
            real.addListener(listener, request, response);
        }

        @Override
        public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
            return real.createListener(type);
        }

        @Override
        public void setTimeout(long timeout) {
            real.setTimeout(timeout);
        }

        @Override
        public long getTimeout() {
            return real.getTimeout();
        }
    }
}
