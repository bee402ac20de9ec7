package lockpick.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ExecutorOptionsTest {

    @Command
    private static final class AnyCommand {

        @Mixin
        private ExecutorOptions executor = new ExecutorOptions();
    }

    private static Optional<ClusterMaster> master(String... arguments) {
        AnyCommand command = new AnyCommand();
        new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
        return command.executor.master();
    }

    @Test
    void thisMachineComputesUnlessAClusterIsAskedFor() {
        assertThat(master()).isEmpty();
        assertThat(master("--executor", "local")).isEmpty();
    }

    @Test
    void aClusterHasItsAddressAndSettings() {
        assertThat(master("--executor", "spark", "--master", "yarn", "--conf", "a.b=c=d", "--conf", "e=f"))
                .contains(new ClusterMaster("yarn", Map.of("a.b", "c=d", "e", "f")));
    }

    @ParameterizedTest
    @CsvSource({
        "--executor=spark, '--executor = spark: needs --master, such as spark://host:7077'",
        "--master=yarn, '--master: is for a cluster; add --executor spark, or leave it out'",
        "--conf=a=b, '--conf: is for a cluster; add --executor spark, or leave it out'",
        "--executor=spark --master=local[2], '--master = local[2]: has no machines of its own; try"
                + " local-cluster[2,1,1024], or leave out --executor and --master'"
    })
    void whatDoesNotGoTogetherIsSaid(String arguments, String message) {
        assertThatThrownBy(() -> master(arguments.split(" ")))
                .isInstanceOf(MistakeException.class)
                .hasMessage(message);
    }
}
