package lockpick.study.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Describes one setting of a study file, on the record component that holds it. The JSON Schema, the defaults and the
 * messages about a wrong value all come from here, so a default is written once, beside the thing it is a default of.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** What the setting does, with its unit and, where it has one, its source; one sentence or two. */
    String help();

    /** The value when the study does not give one, written as YAML; empty when the study must give it. */
    String byDefault() default "";

    /** Smallest allowed number (of each item, for a list). */
    double min() default Double.NEGATIVE_INFINITY;

    /** A number that the value (each item, for a list) must be greater than. */
    double above() default Double.NEGATIVE_INFINITY;

    /** Largest allowed number (of each item, for a list). */
    double max() default Double.POSITIVE_INFINITY;

    /** Fewest items of a list. */
    int minItems() default 0;

    Purpose purpose() default Purpose.RESULT;

    /** What a setting is for. */
    enum Purpose {
        /** It decides what comes out, and is part of a run's key. */
        RESULT,
        /** It says where something lies on this machine: kept with a run, but no part of its key. */
        PLACE,
        /** It is only shown to people, such as a name in figures: no part of a run at all. */
        LABEL
    }
}
