package lockpick.study.endpoint;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.endpoint.EndpointConfig.TokenLimit;

/** Asks a service one thing after another, in a process that a test can kill. */
final class AskingProcess {

    private AskingProcess() {}

    static List<Request> requests() {
        return List.of(
                Request.Chat.of("one", Draw.greedy(5)),
                Request.Chat.of("two", Draw.greedy(5)),
                Request.Chat.of("three", Draw.greedy(5)));
    }

    /** @param arguments address of the service, folder of the cache */
    public static void main(String[] arguments) {
        EndpointConfig config = new EndpointConfig(
                arguments[0],
                "m-1",
                Optional.empty(),
                1,
                60,
                1,
                TokenLimit.MAX_TOKENS,
                Optional.empty(),
                Optional.empty());
        try (Endpoint endpoint = new Endpoint(config, Map.of(), Path.of(arguments[1]), new Seed(1))) {
            requests().forEach(endpoint::ask);
        }
    }
}
