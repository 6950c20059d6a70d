package org.satbuddy.transfer;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request with a body in memory, in place of the one in the network. */
final class RequestWithBody extends HttpServletRequestWrapper {

    private final ByteArrayInputStream content;

    RequestWithBody(HttpServletRequest request, byte[] bytes, int length) {
        super(request);
        content = new ByteArrayInputStream(bytes, 0, length);
    }

    @Override
    public ServletInputStream getInputStream() {
        return new MemoryInput(content);
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(content, StandardCharsets.UTF_8));
    }

    private static final class MemoryInput extends ServletInputStream {

        private final ByteArrayInputStream content;

        MemoryInput(ByteArrayInputStream content) {
            this.content = content;
        }

        @Override
        public int read() {
            return content.read();
        }

        @Override
        public int read(byte[] target, int from, int most) {
            return content.read(target, from, most);
        }

        @Override
        public int available() {
            return content.available();
        }

        @Override
        public boolean isFinished() {
            return content.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is in memory already");
        }
    }
}
