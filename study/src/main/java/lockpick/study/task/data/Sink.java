package lockpick.study.task.data;

import java.util.function.Function;

/** Takes what is read, in the order of the files; nothing is held back until a file ends. */
public interface Sink<T> {

    void accept(T record);

    void refuse(Refusal refusal);

    /** A sink for rows that passes on the record which each row holds. */
    default Sink<Row> fromRows(Function<Row, ? extends T> record) {
        return from(Row::source, record);
    }

    /**
     * A sink for raw records that passes on what is made of each.
     *
     * @param record makes it, or throws {@link RefusedException}
     */
    default <S> Sink<S> from(Function<S, Source> source, Function<S, ? extends T> record) {
        return new Sink<>() {
            @Override
            public void accept(S raw) {
                T made;
                try {
                    made = record.apply(raw);
                } catch (RefusedException e) {
                    refuse(new Refusal(source.apply(raw), e.reason()));
                    return;
                }
                Sink.this.accept(made);
            }

            @Override
            public void refuse(Refusal refusal) {
                Sink.this.refuse(refusal);
            }
        };
    }
}
