package org.satbuddy.standin;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Optional;

/** The connection of one client. Reads a request, waits for its reply, sends the reply, and reads the next request. */
final class ClientConnection implements EventLoop.ChannelHandler {

    /** Handles requests. */
    interface Handler {
        /** Must call {@link PendingReply#reply} once, now or later, on the loop's thread. */
        void handle(ReceivedRequest request, PendingReply pending);
    }

    /** The reply that one request is waiting for. */
    final class PendingReply {
        private Runnable whenSent = () -> {};
        private Runnable whenLeft = () -> {};

        /** Sets what to run when the reply has been sent, or when the client closes the connection before that. */
        void whenOver(Runnable sent, Runnable left) {
            whenSent = sent;
            whenLeft = left;
        }

        void reply(Reply reply) {
            if (pending == this) {
                playing = reply;
                steps = reply.steps().iterator();
                play();
            }
        }
    }

    private static final ByteBuffer INCOMING = ByteBuffer.allocate(64 << 10);

    private final SocketChannel channel;
    private final EventLoop loop;
    private final Handler handler;
    private final SelectionKey key;
    private final RequestReader reader = new RequestReader();
    private boolean continued;
    private PendingReply pending;
    private Reply playing;
    private Iterator<Reply.Step> steps;
    private ByteBuffer outgoing;
    private EventLoop.Timer pause;

    ClientConnection(SocketChannel channel, EventLoop loop, Handler handler) throws IOException {
        this.channel = channel;
        this.loop = loop;
        this.handler = handler;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(loop.selector(), SelectionKey.OP_READ, this);
    }

    @Override
    public void ready(SelectionKey ready) {
        if (ready.isValid() && ready.isReadable()) {
            read();
        }
        if (ready.isValid() && ready.isWritable()) {
            key.interestOps(SelectionKey.OP_READ);
            play();
        }
    }

    private void read() {
        // All connections share one buffer: there is one thread, and it empties the buffer after each read.
        INCOMING.clear();
        try {
            if (channel.read(INCOMING) < 0) {
                close();
                return;
            }
            reader.add(INCOMING.array(), INCOMING.position());
            serve();
        } catch (IOException e) {
            close();
        } catch (RequestReader.MalformedRequest e) {
            close();
        }
    }

    private void serve() throws IOException {
        if (pending != null) {
            return;
        }
        Optional<ReceivedRequest> request = reader.next();
        if (request.isPresent()) {
            continued = false;
            pending = new PendingReply();
            handler.handle(request.get(), pending);
        } else if (!continued && reader.expectsContinue()) {
            continued = true;
            channel.write(ByteBuffer.wrap("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1)));
        }
    }

    /** Sends until the socket is full, a pause begins, or the reply is complete. */
    private void play() {
        try {
            while (true) {
                if (outgoing != null) {
                    channel.write(outgoing);
                    if (outgoing.hasRemaining()) {
                        key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
                        return;
                    }
                    outgoing = null;
                }
                if (!steps.hasNext()) {
                    end();
                    return;
                }
                Reply.Step step = steps.next();
                if (step.pause() > 0) {
                    pause = loop.after(step.pause(), () -> {
                        outgoing = ByteBuffer.wrap(step.bytes());
                        play();
                    });
                    return;
                }
                outgoing = ByteBuffer.wrap(step.bytes());
            }
        } catch (IOException e) {
            close();
        }
    }

    private void end() throws IOException {
        if (playing.end() == Reply.Ending.SILENCE) {
            return;
        }
        PendingReply over = pending;
        pending = null;
        over.whenSent.run();
        switch (playing.end()) {
            case CLOSE -> channel.close();
            case RESET -> {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                channel.close();
            }
            default -> serve();
        }
    }

    private void close() {
        if (pause != null) {
            pause.cancel();
        }
        if (pending != null) {
            PendingReply abandoned = pending;
            pending = null;
            abandoned.whenLeft.run();
        }
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("A socket cannot be closed", e);
        }
    }
}
