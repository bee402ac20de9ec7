package lockpick.study.pipeline;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import lockpick.study.endpoint.EndpointConfig;
import lockpick.study.policy.ModelPreset;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;
import lockpick.study.task.TaskConfig;
import lockpick.study.train.TrainingConfig;

/** Where a policy of a study comes from (paper §4.1, Fig 2, table 1). */
@Choice.By(value = "method", byDefault = "sft")
public sealed interface PolicyConfig {

    /** The same with everything filled in that depends on files. */
    default PolicyConfig identified() throws IOException {
        return this;
    }

    /** The model that it is, where that is given and told nothing. */
    default Optional<ModelFolder> given() {
        return this instanceof Prompted prompted && prompted.instruction().isEmpty()
                ? Optional.of(prompted.base())
                : Optional.empty();
    }

    /** The service that writes for it, where one does. */
    default Optional<EndpointConfig> service() {
        return this instanceof Remote remote ? Optional.of(remote.endpoint()) : Optional.empty();
    }

    /** Whether a run of its own trains it. */
    default boolean isTrained() {
        return this instanceof FineTuned;
    }

    /** Whether what it writes takes a model or a service, and so is drawn by a run of its own. */
    default boolean isSampled() {
        return switch (this) {
            case Reference reference -> false;
            case Mistakes mistakes -> false;
            case Recorded recorded -> false;
            case FixedRandom fixed -> false;
            case Remote remote -> true;
            case Prompted prompted -> true;
            case FineTuned trained -> true;
        };
    }

    /** The task's own right answers: references and ground-truth labels. */
    @Choice("reference")
    record Reference() implements PolicyConfig {}

    /** The weak policy that the task's own program plays: a right answer with a typical slip, another at each draw. */
    @Choice("mistakes")
    record Mistakes() implements PolicyConfig {}

    /** What somebody wrote down, such as generations of GPT-4. */
    @Choice("recorded")
    record Recorded(@Setting(help = "the completions") RecordedFile file) implements PolicyConfig {

        @Override
        public PolicyConfig identified() throws IOException {
            return new Recorded(file.identified());
        }
    }

    /** A model of a service. */
    @Choice("remote")
    record Remote(
            @Setting(help = "the service") EndpointConfig endpoint,

            @Setting(help = "temperature that completions are drawn at", byDefault = "1.0", min = 0, max = 2)
            double temperature)
            implements PolicyConfig {}

    /** Tokens of one fixed random distribution: the weakest policy (paper G.2). Locks imitate its distribution itself. */
    @Choice("fixedrdm")
    record FixedRandom() implements PolicyConfig {}

    /** A model as it is, with an instruction if need be, such as one to answer badly. */
    @Choice("prompted")
    record Prompted(
            @Setting(help = "the model") ModelFolder base,

            @Setting(
                    help = "what the model is told ahead of each problem, such as to answer badly; nothing by default",
                    byDefault = "''")
            String instruction,

            @Setting(
                    help = "temperature that completions are drawn at; options of multiple choice are drawn as likely"
                            + " as the model finds them",
                    byDefault = "1.0",
                    min = 0,
                    max = 2)
            double temperature)
            implements PolicyConfig {

        @Override
        public PolicyConfig identified() throws IOException {
            return new Prompted(base.identified(), instruction, temperature);
        }
    }

    /** A model fine-tuned on what another policy writes: a strong base on demonstrations, a weak base on strong samples. */
    @Choice("sft")
    record FineTuned(
            @Setting(help = "size of the decoder, with random weights; left out: the study's model")
            Optional<ModelPreset> model,

            @Setting(help = "model folder to start from in place of random weights; left out: the study's base")
            Optional<ModelFolder> base,

            @Setting(
                    help = "whose completions it learns: reference is the right answers; of demonstrator or strong"
                            + " another sample of each problem is drawn for every pass",
                    byDefault = "reference")
            Teacher teacher,

            @Setting(help = "problems that it learns from", min = 1)
            int examples,

            @Setting(help = "passes over them", byDefault = "1", min = 1)
            int epochs,

            @Setting(
                    help = "completions of each problem that every pass shows, exact duplicates dropped (the paper's"
                            + " strong policy of code: 10 of GPT-4); left out: one, another for every pass",
                    min = 1)
            Optional<Integer> samples,

            @Setting(
                    help = "share of the prompts that carry some password, any of them alike, so that none means"
                            + " anything to the policy",
                    byDefault = "0.5",
                    min = 0,
                    max = 1)
            double passwordShare,

            @Setting(
                    help = "other tasks that it learns as well, from as many problems each and their right answers",
                    byDefault = "[]")
            List<TaskConfig> withTasks,

            @Setting(help = "iterated DPO on the task's own grades afterwards (the paper's strong policy of critiques)")
            Optional<DpoRounds.Config> dpo,

            @Setting(help = "how gradient descent runs") TrainingConfig training)
            implements PolicyConfig {

        public FineTuned {
            withTasks = List.copyOf(withTasks);
        }

        /** Completions of each problem that its teacher has to draw. */
        public int draws() {
            return samples.orElse(epochs);
        }

        @Override
        public PolicyConfig identified() throws IOException {
            Optional<ModelFolder> folder =
                    base.isPresent() ? Optional.of(base.get().identified()) : Optional.empty();
            List<TaskConfig> tasks = new ArrayList<>();
            for (TaskConfig task : withTasks) {
                tasks.add(task.identified());
            }
            return new FineTuned(
                    model, folder, teacher, examples, epochs, samples, passwordShare, tasks, dpo, training);
        }
    }

    /** Whose completions a policy learns. */
    enum Teacher {
        REFERENCE,
        DEMONSTRATOR,
        STRONG
    }
}
