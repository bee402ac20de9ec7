/** Models as Hugging Face folders: config.json and safetensors. */
@NullMarked
package lockpick.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
