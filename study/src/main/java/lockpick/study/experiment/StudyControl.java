package lockpick.study.experiment;

import lockpick.study.lock.Control;

/** A control that a study can ask for. */
public enum StudyControl {
    NEVER_LOCKED(Control.NEVER_LOCKED),
    NEVER_CAPABLE(Control.NEVER_CAPABLE);

    private final Control control;

    StudyControl(Control control) {
        this.control = control;
    }

    /** What a lock's data is made into. */
    public Control control() {
        return control;
    }
}
