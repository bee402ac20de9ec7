package lockpick.study.task;

import lockpick.study.setting.Choice;

/** Which task a study is about, and its options. */
@Choice.By("kind")
public sealed interface TaskConfig permits CompositionConfig {}
