/** Decoder-only transformers, one package for each family. */
@NullMarked
package lockpick.engine.model;

import org.jspecify.annotations.NullMarked;
