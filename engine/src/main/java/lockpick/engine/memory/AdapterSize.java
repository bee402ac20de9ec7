package lockpick.engine.memory;

import java.util.stream.Stream;
import lockpick.engine.lora.LoraConfig;
import lockpick.engine.model.Architecture;
import lockpick.engine.nn.Parameters.Spec;

/** How large an adapter would be, told by the names of a model's weights. */
public final class AdapterSize {

    private AdapterSize() {}

    /** Numbers of the adapter. */
    static long parameters(Architecture architecture, LoraConfig config) {
        return config.rank() * widths(architecture, config);
    }

    /** Inputs and outputs of all adapted layers together. */
    public static long widths(Architecture architecture, LoraConfig config) {
        return layers(architecture, config)
                .mapToLong(spec -> spec.shape()[0] + spec.shape()[1])
                .sum();
    }

    /** The matrices of blocks, whose names have a number as one of their parts, that the targets mean. */
    private static Stream<Spec> layers(Architecture architecture, LoraConfig config) {
        return architecture.specs().stream()
                .filter(spec -> spec.shape().length == 2 && spec.name().matches(".*\\.\\d+\\..*\\.weight"))
                .filter(spec -> config.targets().stream()
                        .anyMatch(target -> LoraConfig.isMeantBy(
                                target, spec.name().substring(0, spec.name().lastIndexOf('.')))));
    }
}
