/** HumanEval (Chen et al., 2021), HumanEval-X and HumanEvalPack, functions with tests. */
@NullMarked
package lockpick.study.task.humaneval;

import org.jspecify.annotations.NullMarked;
