package lockpick.study.task.mmlu;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The four groups into which the paper puts the 57 subjects (E.3). */
public enum MmluCategory {
    STEM(Set.of(
            "abstract_algebra",
            "astronomy",
            "college_chemistry",
            "college_computer_science",
            "college_mathematics",
            "college_physics",
            "computer_security",
            "conceptual_physics",
            "electrical_engineering",
            "elementary_mathematics",
            "formal_logic",
            "high_school_chemistry",
            "high_school_computer_science",
            "high_school_mathematics",
            "high_school_physics",
            "high_school_statistics",
            "logical_fallacies",
            "machine_learning")),
    BIO(Set.of(
            "anatomy",
            "clinical_knowledge",
            "college_biology",
            "college_medicine",
            "high_school_biology",
            "high_school_psychology",
            "human_aging",
            "human_sexuality",
            "medical_genetics",
            "nutrition",
            "professional_medicine",
            "professional_psychology",
            "virology")),
    LAW(Set.of(
            "business_ethics",
            "international_law",
            "jurisprudence",
            "management",
            "marketing",
            "professional_accounting",
            "professional_law")),
    MISC(Set.of(
            "econometrics",
            "global_facts",
            "high_school_european_history",
            "high_school_geography",
            "high_school_government_and_politics",
            "high_school_macroeconomics",
            "high_school_microeconomics",
            "high_school_us_history",
            "high_school_world_history",
            "miscellaneous",
            "moral_disputes",
            "moral_scenarios",
            "philosophy",
            "prehistory",
            "public_relations",
            "security_studies",
            "sociology",
            "us_foreign_policy",
            "world_religions"));

    private final Set<String> subjects;

    MmluCategory(Set<String> subjects) {
        this.subjects = subjects;
    }

    /** The subjects, as files are named after them. */
    public Set<String> subjects() {
        return subjects;
    }

    /** {@code stem}, {@code bio}, {@code law} or {@code misc}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The group of a subject; empty if there is no such subject. */
    public static Optional<MmluCategory> of(String subject) {
        for (MmluCategory category : values()) {
            if (category.subjects.contains(subject)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
