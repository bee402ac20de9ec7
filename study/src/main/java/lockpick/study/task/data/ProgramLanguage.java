package lockpick.study.task.data;

/** A language in which programs are asked for. */
public enum ProgramLanguage {
    CPP("C++"),
    PYTHON("Python");

    private final String title;

    ProgramLanguage(String title) {
        this.title = title;
    }

    /** {@code C++}. */
    public String title() {
        return title;
    }

    /**
     * The language that the beginning of an id tells: {@code CPP/12}, {@code MBPP/2}.
     *
     * @throws RefusedException if it is another one
     */
    public static ProgramLanguage ofId(String id) {
        return switch (id.split("/")[0]) {
            case "CPP", "MBCPP" -> CPP;
            case "Python", "HumanEval", "MBPP" -> PYTHON;
            default -> throw new RefusedException("id '" + id + "' is of no known language; expected C++ or Python");
        };
    }
}
