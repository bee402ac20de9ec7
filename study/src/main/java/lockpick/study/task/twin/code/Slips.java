package lockpick.study.task.twin.code;

import java.util.List;

/** What a careless programmer writes in place of what was meant. */
final class Slips {

    private Slips() {}

    static List<Filter> of(Filter meant) {
        int k = meant.k();
        return switch (meant.rule()) {
            case ALL -> List.of(new Filter(Filter.Rule.GREATER, 0));
            case EVEN -> List.of(new Filter(Filter.Rule.ODD, 0), Filter.NONE);
            case ODD -> List.of(new Filter(Filter.Rule.EVEN, 0), Filter.NONE);
            case GREATER -> List.of(new Filter(Filter.Rule.AT_LEAST, k), new Filter(Filter.Rule.LESS, k), Filter.NONE);
            case LESS -> List.of(new Filter(Filter.Rule.AT_MOST, k), new Filter(Filter.Rule.GREATER, k), Filter.NONE);
            case DIVISIBLE -> List.of(new Filter(Filter.Rule.DIVISIBLE, k + 1), Filter.NONE);
            case AT_LEAST, AT_MOST -> throw new IllegalArgumentException("no problem asks for " + meant.english());
        };
    }

    static List<Change> ofEach(Change meant) {
        return switch (meant.rule()) {
            case NOTHING -> List.of(new Change(Change.Rule.TIMES, 2));
            case SQUARE -> List.of(new Change(Change.Rule.TIMES, 2), Change.NONE);
            case TIMES -> List.of(new Change(Change.Rule.TIMES, meant.k() + 1), Change.NONE);
            case PLUS, MINUS -> throw new IllegalArgumentException("no problem asks for it");
        };
    }

    static List<Change> ofLast(Change meant) {
        int k = meant.k();
        return switch (meant.rule()) {
            case NOTHING -> List.of(new Change(Change.Rule.PLUS, 1), new Change(Change.Rule.MINUS, 1));
            case PLUS -> List.of(new Change(Change.Rule.MINUS, k), new Change(Change.Rule.PLUS, k + 1), Change.NONE);
            case MINUS -> List.of(new Change(Change.Rule.PLUS, k), new Change(Change.Rule.MINUS, k + 1), Change.NONE);
            case TIMES -> List.of(new Change(Change.Rule.PLUS, k), new Change(Change.Rule.TIMES, k + 1), Change.NONE);
            case SQUARE -> throw new IllegalArgumentException("no problem asks for it");
        };
    }
}
