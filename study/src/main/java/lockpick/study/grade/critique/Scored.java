package lockpick.study.grade.critique;

/** How similar a critique is to its reference, and whether a reader found it correct. */
public record Scored(double similarity, boolean correct) {}
