package lockpick.cli;

import java.util.Arrays;
import java.util.stream.Collectors;
import lockpick.study.task.Split;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A split by its word, such as {@code lock-train}. */
final class SplitName implements ITypeConverter<Split> {

    @Override
    public Split convert(String word) {
        return Arrays.stream(Split.values())
                .filter(split -> split.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + word + "' is no split; expected "
                        + Arrays.stream(Split.values()).map(Split::word).collect(Collectors.joining(", "))));
    }
}
