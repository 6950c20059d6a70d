package org.satbuddy.standin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Accepts connections on loopback, on the thread of an event loop that it starts. */
final class Listener {

    private static final int BACKLOG = 4096;

    private final URI address;
    private final Thread thread;

    private Listener(URI address, Thread thread) {
        this.address = address;
        this.thread = thread;
    }

    /** @param port 0 for a free one */
    static Listener start(String name, int port, EventLoop loop, ClientConnection.Handler handler) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), BACKLOG);
        server.configureBlocking(false);
        EventLoop.ChannelHandler accept = key -> {
            for (SocketChannel client = server.accept(); client != null; client = server.accept()) {
                new ClientConnection(client, loop, handler);
            }
        };
        server.register(loop.selector(), SelectionKey.OP_ACCEPT, accept);
        Thread thread = new Thread(loop, name);
        thread.setDaemon(true);
        thread.start();
        return new Listener(
                URI.create("http://127.0.0.1:" + ((InetSocketAddress) server.getLocalAddress()).getPort()), thread);
    }

    URI address() {
        return address;
    }

    void join() throws InterruptedException {
        thread.join();
    }
}
