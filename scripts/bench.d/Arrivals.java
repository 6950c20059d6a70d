import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.feed;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Students who arrive at a constant rate even when the server falls behind. Each sends one request. System properties:
 * {@code url}, the server; {@code identities}, a file with one cookie a line; {@code phases}, such as {@code
 * submit@200:20,completed@50:20}. A phase is a request, a rate per second and a length in seconds. Phases run one after
 * the other.
 */
public class Arrivals extends Simulation {

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    {
        List<PopulationBuilder> phases = new ArrayList<>();
        Duration begin = Duration.ZERO;
        // The generator's first requests are slow. They get a phase of their own, which is not reported.
        for (String phase : ("generator@50:5," + System.getProperty("phases")).split(",")) {
            String[] parts = phase.split("[@:]");
            int rate = Integer.parseInt(parts[1]);
            Duration length = Duration.ofSeconds(Integer.parseInt(parts[2]));
            phases.add(scenario(phase)
                    .exec(request(parts[0], phase))
                    .injectOpen(nothingFor(begin), constantUsersPerSec(rate).during(length)));
            begin = begin.plus(length).plus(BETWEEN);
        }
        setUp(phases)
                .protocols(http.baseUrl(System.getProperty("url"))
                        .shareConnections()
                        .disableFollowRedirect()
                        .contentTypeHeader("application/json"))
                .maxDuration(begin.plusSeconds(60));
    }

    private static ChainBuilder request(String what, String name) {
        HttpRequestActionBuilder submit = http(name)
                .post("/ai/chat/message/")
                .header("Cookie", "#{cookie}")
                .body(StringBody("{\"message\":\"Arrival #{number}: how do I find the slope of a line?\"}"));
        return feed(arrivals())
                .exec(
                        what.equals("completed")
                                ? submit.header("Prefer", "wait=30").check(status().is(200))
                                : submit.check(status().is(202)));
    }

    private static Iterator<Map<String, Object>> arrivals() {
        List<String> cookies;
        try {
            cookies = Files.readAllLines(Path.of(System.getProperty("identities")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return IntStream.iterate(0, i -> i + 1)
                .<Map<String, Object>>mapToObj(
                        i -> Map.of("cookie", cookies.get(i % cookies.size()), "number", i))
                .iterator();
    }
}
