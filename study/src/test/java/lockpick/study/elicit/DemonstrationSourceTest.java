package lockpick.study.elicit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import lockpick.engine.tensor.Seed;
import lockpick.study.elicit.ElicitationConfig.Taken;
import lockpick.study.pipeline.ProblemDraw;
import lockpick.study.pipeline.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DemonstrationSourceTest {

    private final Seed root = new Seed(7);

    @Test
    void aPolicyOfTheStudyWritesThemUnlessTheTaskDoes() {
        assertThat(DemonstrationSource.REFERENCE.taken(16, Optional.empty())).isEmpty();
        assertThat(DemonstrationSource.INTERMEDIATE.taken(16, Optional.empty()))
                .contains(new Taken(Role.INTERMEDIATE, ProblemDraw.DEMONSTRATIONS, 16, 1));
        assertThat(DemonstrationSource.REFERENCE.taken(ProblemDraw.FIRST_DEMONSTRATIONS, 16))
                .isEmpty();
        assertThat(DemonstrationSource.INTERMEDIATE.taken(ProblemDraw.FIRST_DEMONSTRATIONS, 16))
                .contains(new Taken(Role.INTERMEDIATE, ProblemDraw.FIRST_DEMONSTRATIONS, 16, 1));
        assertThat(DemonstrationSource.WEAK.taken(16, Optional.empty()).map(Taken::role))
                .contains(Role.WEAK);
    }

    /** Otherwise the method would look for completions of problems that nobody was asked. */
    @ParameterizedTest
    @EnumSource
    void thePolicyIsAskedTheProblemsThatTheMethodShows(DemonstrationSource source) {
        Optional<Taken> taken = source.taken(4, Optional.empty());
        assertThat(taken.map(Taken::use).map(use -> use.seed(root)))
                .isEqualTo(taken.map(any -> source.seed(root).stream("demonstrations")));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "WEAK")
    void allButWeakDemonstrationsAreOfTheSameProblems(DemonstrationSource source) {
        assertThat(source.seed(root)).isEqualTo(DemonstrationSource.REFERENCE.seed(root));
    }
}
