/** GPT-NeoX and Pythia (Black et al., 2022; Biderman et al., 2023). */
@NullMarked
package lockpick.engine.model.gptneox;

import org.jspecify.annotations.NullMarked;
