import io.undertow.Undertow;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The server's HTTP library with nothing behind it. Its rate is the highest that this machine can reach.
 *
 * <pre>java Bare PORT</pre>
 */
final class Bare {

    private static final ByteBuffer ANSWER = ByteBuffer.wrap("{}".getBytes(StandardCharsets.UTF_8));

    private Bare() {}

    public static void main(String[] args) {
        Undertow.builder()
                .addHttpListener(Integer.parseInt(args[0]), "127.0.0.1")
                .setHandler(exchange -> exchange.getResponseSender().send(ANSWER.duplicate()))
                .build()
                .start();
    }
}
