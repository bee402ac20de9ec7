package lockpick.study.pipeline;

import java.io.IOException;
import lockpick.study.setting.Setting;

/** A model that somebody else made, of which nothing is known: it is elicited from as it is. */
public record GivenModel(
        @Setting(help = "what reports call it") String name,

        @Setting(help = "the model") ModelFolder folder) {

    /** The same with the hash that its files have now. */
    public GivenModel identified() throws IOException {
        return new GivenModel(name, folder.identified());
    }
}
