package lockpick.study.setting;

/** Advice for text that stands where a number should: {@code 1_000}, {@code 50,000}, {@code 12.5k}, {@code '12'}. */
final class MeantNumber {

    private MeantNumber() {}

    static String advice(Node node) {
        if (!(node instanceof Node.Text(int line, String text))) {
            return "";
        }
        String plain = text.strip().replaceAll("[_, ]", "").replaceFirst("^\\+", "");
        if (plain.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
            return plain.equals(text) ? "; write it without quotes" : "; write " + plain;
        }
        if (plain.matches("\\.[0-9]+")) {
            return "; write 0" + plain;
        }
        if (plain.matches("[0-9]{1,6}(\\.[0-9]+)?[kKmM]")) {
            double value = Double.parseDouble(plain.substring(0, plain.length() - 1));
            double unit = plain.toLowerCase(java.util.Locale.ROOT).endsWith("k") ? 1e3 : 1e6;
            return "; write " + Math.round(value * unit);
        }
        return "";
    }
}
