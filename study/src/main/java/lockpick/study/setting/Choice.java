package lockpick.study.setting;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names one record of a sealed choice in a study file: {@code method: sft} selects the record that carries
 * {@code @Choice("sft")}. The sealed interface says with {@link By} which key makes the choice.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Choice {

    /** The value that selects this record. */
    String value();

    /** On a sealed interface: the key whose value selects one of its records, such as {@code method}. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @interface By {
        String value();

        /** The record that is meant where the key is not given; empty when it must be. */
        String byDefault() default "";
    }
}
