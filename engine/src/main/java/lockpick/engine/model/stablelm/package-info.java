/** StableLM 2, 3B and Zephyr (Bellagente et al., 2024). */
@NullMarked
package lockpick.engine.model.stablelm;

import org.jspecify.annotations.NullMarked;
