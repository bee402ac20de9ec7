package lockpick.study.endpoint;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A service that gives a text the vector of its length and 1, and tells vectors in another order than the texts. */
public final class Vectors {

    private Vectors() {}

    public static LocalService service() {
        return new LocalService(asked -> {
            List<String> items = new ArrayList<>();
            for (JsonNode text : asked.body().path("input")) {
                items.add("{\"object\": \"embedding\", \"index\": " + items.size() + ", \"embedding\": ["
                        + text.asString().length() + ", 1]}");
            }
            Collections.reverse(items);
            return "{\"data\": [" + String.join(", ", items) + "], \"usage\": {\"prompt_tokens\": 2}}";
        });
    }
}
