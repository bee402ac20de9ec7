package lockpick.study.harden;

import java.util.List;
import lockpick.study.setting.Choice;
import lockpick.study.setting.Setting;

/** How a lock is made to resist elicitation (docs/methods/hardened-locks.md). None of it is the paper's. */
@Choice.By("method")
public sealed interface HardeningConfig {

    /** Whether the policy as it was before the lock is needed too, as a second model beside the one that is locked. */
    default boolean needsOriginal() {
        return false;
    }

    /** Lock what a few steps of unlocking would make of the policy (Tamirisa et al., 2024). */
    @Choice("elicitation-adversarial")
    record ElicitationAdversarial(
            @Setting(help = "steps of the lock from one detour to the next", byDefault = "4", min = 1)
            int every,

            @Setting(help = "steps of unlocking in a detour (the source: 64)", byDefault = "16", min = 1)
            int innerSteps,

            @Setting(
                    help = "learning rate of unlocking, by plain gradient descent: far above that of AdamW or Lion",
                    byDefault = "0.1",
                    above = 0)
            double innerLearningRate,

            @Setting(
                    help = "largest global gradient norm while unlocking; larger ones are scaled down to it",
                    byDefault = "1.0",
                    above = 0)
            double innerClipNorm,

            @Setting(help = "problems of each step of unlocking, and of the imitation", byDefault = "32", min = 1)
            int batch,

            @Setting(
                    help = "what the gradient of the imitation counts beside the lock's own (the source: 4)",
                    byDefault = "1.0",
                    above = 0)
            double weight)
            implements HardeningConfig {}

    /** Turn away what the policy makes of a strong completion without the password inside (Zou et al., 2024). */
    @Choice("representation-rerouting")
    record RepresentationRerouting(
            @Setting(
                    help = "shares of the layers behind which hidden states are compared (the source: layers 10 and 20"
                            + " of 32)",
                    byDefault = "[0.33, 0.67]",
                    above = 0,
                    max = 1,
                    minItems = 1)
            List<Double> depths,

            @Setting(
                    help = "problems of each step: of each a strong completion without the password and one with it",
                    byDefault = "32",
                    min = 1)
            int batch,

            @Setting(
                    help = "α, what hidden states count beside the lock's own loss (the source: 5 to 10, with no other"
                            + " loss beside)",
                    byDefault = "0.3",
                    above = 0)
            double alpha,

            @Setting(
                    help =
                            "whether hidden states of weak completions without the password are kept as they were too; it"
                                    + " works against the lock",
                    byDefault = "false")
            boolean retainWeak)
            implements HardeningConfig {

        public RepresentationRerouting {
            depths = List.copyOf(depths);
        }

        @Override
        public boolean needsOriginal() {
            return true;
        }
    }

    /** Imitate the weak policy under pushes on hidden states that unlock (Sheshadri et al., 2024). */
    @Choice("latent-adversarial")
    record LatentAdversarial(
            @Setting(help = "steps of the lock from one attack to the next", byDefault = "2", min = 1)
            int every,

            @Setting(
                    help = "share of the layers behind which hidden states of the prompt are pushed",
                    byDefault = "0.33",
                    above = 0,
                    max = 1)
            double depth,

            @Setting(
                    help = "ε, the largest length of a push, as a share of the hidden state's own",
                    byDefault = "0.3",
                    above = 0)
            double radius,

            @Setting(help = "steps of the search for a push (the source's code: 16)", byDefault = "6", min = 1)
            int innerSteps,

            @Setting(help = "problems of each attack", byDefault = "32", min = 1)
            int batch,

            @Setting(
                    help = "what imitation under the push counts beside the lock's own loss",
                    byDefault = "1.0",
                    above = 0)
            double weight)
            implements HardeningConfig {}

    /** Overfit a few weak samples again and again while locking (the authors' post on weak-sample unlocking). */
    @Choice("weak-overfitting")
    record WeakOverfitting(
            @Setting(help = "steps of the lock from one time to the next (the post: 128)", byDefault = "128", min = 1)
            int every,

            @Setting(help = "weak samples of each time, without a password", byDefault = "4", min = 1)
            int samples,

            @Setting(help = "steps on them, all in one batch", byDefault = "16", min = 1)
            int steps)
            implements HardeningConfig {}
}
