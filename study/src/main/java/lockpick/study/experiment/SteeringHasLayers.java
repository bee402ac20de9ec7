package lockpick.study.experiment;

import java.util.List;
import java.util.Optional;
import lockpick.study.elicit.SteeringVectors;
import lockpick.study.pipeline.ModelFolder;
import lockpick.study.policy.Depth;
import lockpick.study.policy.ModelPreset;
import lockpick.study.setting.Problem;
import lockpick.study.setting.Reading;

/** The layer behind which a searched vector is added is not the one that it is to change, in a model made here. */
final class SteeringHasLayers implements StudyRule {

    @Override
    public List<Problem> check(Reading<Study> study) {
        Optional<ModelPreset> model = study.part("model", ModelPreset.class);
        if (model.isEmpty() || study.part("base", ModelFolder.class).isPresent()) {
            return List.of();
        }
        int layers = model.get().architecture(1).dimensions().layers();
        return study.items("elicit").stream()
                .map(elicitation -> elicitation + ".vectors")
                .flatMap(vectors -> problem(study, vectors, layers).stream())
                .toList();
    }

    private static Optional<Problem> problem(Reading<Study> study, String vectors, int layers) {
        return study.part(vectors, SteeringVectors.Unsupervised.class)
                .filter(search -> Depth.layer(search.source(), layers) == Depth.layer(search.target(), layers))
                .map(search -> new Problem(
                        study.line(vectors),
                        vectors,
                        "",
                        "source " + search.source() + " and target " + search.target() + " are both behind layer "
                                + Depth.layer(search.source(), layers) + " of this model's " + layers
                                + "; set them further apart, or take a larger model"));
    }
}
