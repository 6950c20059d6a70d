package org.satbuddy.transfer;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** A request with a body in memory, in place of the one in the network. */
final class RequestWithBody extends HttpServletRequestWrapper {

    private static final byte[] NOTHING = {};

    private final MemoryInput input;

    RequestWithBody(HttpServletRequest request, byte[] bytes, int length) {
        super(request);
        input = new MemoryInput(bytes, length);
    }

    /** Gives up the body. The request itself may stay in memory for long, while its response is awaited. */
    void forgetBody() {
        input.bytes = NOTHING;
        input.length = 0;
        input.position = 0;
    }

    @Override
    public ServletInputStream getInputStream() {
        return input;
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    }

    private static final class MemoryInput extends ServletInputStream {

        private byte[] bytes;
        private int length;
        private int position;

        MemoryInput(byte[] bytes, int length) {
            this.bytes = bytes;
            this.length = length;
        }

        @Override
        public int read() {
            return position < length ? bytes[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int from, int most) {
            if (position == length && most > 0) {
                return -1;
            }
            int count = Math.min(most, length - position);
            System.arraycopy(bytes, position, target, from, count);
            position += count;
            return count;
        }

        @Override
        public int available() {
            return length - position;
        }

        @Override
        public boolean isFinished() {
            return position == length;
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
