package lockpick;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows and habits of docs/design, for the classes of every module: cli carries them all. */
@AnalyzeClasses(packages = "lockpick", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final DescribedPredicate<JavaClass> OF_PASSWORDS =
            describe("named after a password", type -> type.getSimpleName().contains("Password"));

    /** The methods, the run that applies one, and what it is told. */
    private static final DescribedPredicate<JavaClass> ELICIT = describe(
            "elicit",
            type -> type.getPackageName().startsWith("lockpick.study.elicit")
                    || type.getName().startsWith("lockpick.study.run.ElicitationRun")
                    || type.getName().startsWith("lockpick.study.experiment.Run$Elicit"));

    @ArchTest
    static final ArchRule engineKnowsNobody = noClasses()
            .that()
            .resideInAPackage("lockpick.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("lockpick.study..", "lockpick.report..", "lockpick.cli..", "lockpick.bench..");

    @ArchTest
    static final ArchRule studyKnowsNeitherReportNorCli = noClasses()
            .that()
            .resideInAPackage("lockpick.study..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("lockpick.report..", "lockpick.cli..", "lockpick.bench..");

    @ArchTest
    static final ArchRule reportNeverTouchesAModel = noClasses()
            .that()
            .resideInAPackage("lockpick.report..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("lockpick.engine..", "lockpick.cli..", "lockpick.bench..", "org.bytedeco..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule elicitationHasNoLock = noClasses()
            .that(ELICIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("lockpick.study.lock..")
            .because("the paper gives elicitation no password, so neither do our types");

    @ArchTest
    static final ArchRule elicitationHasNoPassword = noClasses()
            .that(ELICIT)
            .should()
            .dependOnClassesThat(OF_PASSWORDS)
            .because("the paper gives elicitation no password, so neither do our types");

    @ArchTest
    static final ArchRule elicitationGetsNoFoldersOfRuns = noClasses()
            .that(ELICIT)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("lockpick.study.run.RunFolder")
            .because("the folder of a lock says its password; RunInputs gives its model alone");

    @ArchTest
    static final ArchRule onlyTensorTouchesLibtorch = noClasses()
            .that()
            .resideOutsideOfPackage("lockpick.engine.tensor")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("lockpick.(*).(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule thingsAreNamedForWhatTheyAre = noClasses()
            .should()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils");

    @ArchTest
    static final ArchRule onlyCommandsAndWorkersEndTheJvm = noClasses()
            .that()
            .resideOutsideOfPackages("lockpick.cli..", "lockpick.bench..")
            .and()
            .doNotHaveFullyQualifiedName("lockpick.study.execute.Worker")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);

    @ArchTest
    static final ArchRule onlyCommandsPrint = noClasses()
            .that()
            .resideOutsideOfPackages("lockpick.cli..", "lockpick.bench..")
            .should()
            .accessField(System.class, "out")
            .because("a library returns what it found; commands decide where it goes");
}
