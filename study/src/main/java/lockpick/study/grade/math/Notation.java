package lockpick.study.grade.math;

import java.util.Map;
import java.util.Set;

/** What the names of LaTeX and plain notation stand for, in the subset that answers use. */
final class Notation {

    /** Names that stand for a sign. */
    static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("le", "≤"),
            Map.entry("leq", "≤"),
            Map.entry("leqslant", "≤"),
            Map.entry("ge", "≥"),
            Map.entry("geq", "≥"),
            Map.entry("geqslant", "≥"),
            Map.entry("lt", "<"),
            Map.entry("gt", ">"),
            Map.entry("ne", "≠"),
            Map.entry("neq", "≠"),
            Map.entry("cdot", "*"),
            Map.entry("times", "*"),
            Map.entry("ast", "*"),
            Map.entry("div", "/"),
            Map.entry("pm", "±"),
            Map.entry("mp", "∓"),
            Map.entry("cup", "∪"),
            Map.entry("in", "∈"),
            Map.entry("approx", "≈"),
            Map.entry("vert", "|"),
            Map.entry("lvert", "|"),
            Map.entry("rvert", "|"),
            Map.entry("{", "\\{"),
            Map.entry("}", "\\}"),
            Map.entry("lbrace", "\\{"),
            Map.entry("rbrace", "\\}"),
            Map.entry("langle", "("),
            Map.entry("rangle", ")"),
            Map.entry("lbrack", "["),
            Map.entry("rbrack", "]"),
            Map.entry("$", "$"),
            Map.entry("%", "%"),
            Map.entry("degree", "°"),
            Map.entry("circ", "∘"),
            Map.entry("colon", ":"),
            Map.entry("&", "&"));

    /** Single characters that stand for a sign. */
    static final Map<Character, String> CHARACTERS = Map.ofEntries(
            Map.entry('−', "-"),
            Map.entry('–', "-"),
            Map.entry('×', "*"),
            Map.entry('·', "*"),
            Map.entry('÷', "/"),
            Map.entry('€', "€"),
            Map.entry('£', "£"),
            Map.entry('≤', "≤"),
            Map.entry('≥', "≥"),
            Map.entry('≠', "≠"),
            Map.entry('∪', "∪"),
            Map.entry('∈', "∈"),
            Map.entry('±', "±"),
            Map.entry('≈', "≈"),
            Map.entry('°', "°"));

    /** Names that stand for a letter. */
    static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("pi", "π"),
            Map.entry("infty", "∞"),
            Map.entry("infinity", "∞"),
            Map.entry("emptyset", "∅"),
            Map.entry("varnothing", "∅"),
            Map.entry("ldots", "…"),
            Map.entry("dots", "…"),
            Map.entry("cdots", "…"),
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("theta", "θ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("phi", "φ"),
            Map.entry("varphi", "φ"),
            Map.entry("omega", "ω"));

    /** Functions that are worked out. */
    static final Set<String> FUNCTIONS =
            Set.of("sin", "cos", "tan", "cot", "sec", "csc", "arcsin", "arccos", "arctan", "log", "ln", "exp");

    /** Other commands that the parser knows. */
    static final Set<String> COMMANDS = Set.of("frac", "sqrt", "binom", "sum", "prod", "int", "accent");

    static final Map<String, String> COMMAND_SYNONYMS = Map.ofEntries(
            Map.entry("dfrac", "frac"),
            Map.entry("tfrac", "frac"),
            Map.entry("cfrac", "frac"),
            Map.entry("dbinom", "binom"),
            Map.entry("tbinom", "binom"),
            Map.entry("bar", "accent"),
            Map.entry("overline", "accent"),
            Map.entry("hat", "accent"));

    /** Commands with an argument that is text. */
    static final Set<String> TEXT =
            Set.of("text", "mbox", "textbf", "textit", "textrm", "textnormal", "mathrm", "operatorname", "hbox");

    /** Commands that only change how something looks. */
    static final Set<String> LOOKS = Set.of(
            "left",
            "right",
            "big",
            "Big",
            "bigg",
            "Bigg",
            "bigl",
            "bigr",
            "Bigl",
            "Bigr",
            "quad",
            "qquad",
            "displaystyle",
            "textstyle",
            "limits",
            "mathbf",
            "mathcal",
            "mathit",
            "mathbb",
            "boldsymbol",
            "bf",
            "rm",
            "it",
            "noindent",
            "boxed",
            "fbox",
            "vec",
            " ",
            ",",
            ";",
            ":",
            "!",
            "(",
            ")",
            "[",
            "]",
            ">");

    private Notation() {}
}
