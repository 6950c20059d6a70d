package org.satbuddy.provider;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Limits the bytes that are read from a reply, and runs a check after each read. */
final class BoundedStream extends FilterInputStream {

    private final long most;
    private final Check check;
    private long count;

    /** Runs after each read. */
    interface Check {
        /** @throws CallFailed if there is no reason to read on */
        void run() throws CallFailed;
    }

    /** Carries a {@link CallFailed} through {@code java.io}. */
    static final class Abandoned extends IOException {

        private static final long serialVersionUID = 1L;

        Abandoned(CallFailed why) {
            super(why);
        }

        CallFailed why() {
            return (CallFailed) getCause();
        }
    }

    /** @param most the most bytes that may be read */
    BoundedStream(InputStream in, long most, Check check) {
        super(in);
        this.most = most;
        this.check = check;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        count += Math.max(0, read);
        try {
            if (count > most) {
                throw new CallFailed.RetrySoon("more than " + most + " bytes");
            }
            check.run();
        } catch (CallFailed e) {
            throw new Abandoned(e);
        }
        return read;
    }
}
