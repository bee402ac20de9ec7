package lockpick.engine.chat.jinja;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Carries out statements. */
final class Renderer {

    /** How a list of statements ended. */
    private enum Ending {
        ALL_DONE,
        BREAK,
        CONTINUE
    }

    private final Budget budget = new Budget();
    private final Evaluator evaluator = new Evaluator(budget, this);

    Text rendered(List<Statement> statements, Scope scope) {
        List<Text> written = new ArrayList<>();
        run(statements, scope, written);
        return Text.join(written);
    }

    private Ending run(List<Statement> statements, Scope scope, List<Text> written) {
        for (Statement statement : statements) {
            Ending ending = run(statement, scope, written);
            if (ending != Ending.ALL_DONE) {
                return ending;
            }
        }
        return Ending.ALL_DONE;
    }

    private Ending run(Statement statement, Scope scope, List<Text> written) {
        switch (statement) {
            case Statement.Write write -> write(write.text(), write.line(), written);
            case Statement.Print print -> {
                int line = print.value().line();
                write(Values.written(evaluator.value(print.value(), scope), line), line, written);
            }
            case Statement.If choice -> {
                return run(chosen(choice, scope), scope, written);
            }
            case Statement.For loop -> {
                return loop(loop, scope, written);
            }
            case Statement.Set set -> scope.set(set.name(), evaluator.value(set.value(), scope));
            case Statement.SetField set -> setField(set, scope);
            case Statement.SetText set -> scope.set(set.name(), rendered(set.body(), scope));
            case Statement.MacroDefinition macro -> scope.set(macro.name(), new Value.Macro(macro, scope));
            case Statement.Break leave -> {
                return Ending.BREAK;
            }
            case Statement.Continue next -> {
                return Ending.CONTINUE;
            }
        }
        return Ending.ALL_DONE;
    }

    private void write(Text text, int line, List<Text> written) {
        budget.spend(1L + text.length(), line);
        written.add(text);
    }

    private List<Statement> chosen(Statement.If choice, Scope scope) {
        for (Statement.Branch branch : choice.branches()) {
            if (evaluator.holds(branch.test(), scope)) {
                return branch.body();
            }
        }
        return choice.otherwise();
    }

    private Ending loop(Statement.For loop, Scope scope, List<Text> written) {
        int line = loop.items().line();
        List<Value> items = new ArrayList<>();
        for (Value item : Values.items(evaluator.value(loop.items(), scope), budget, line)) {
            if (loop.only() == null || evaluator.holds(loop.only(), turn(loop, item, scope))) {
                items.add(item);
            }
        }
        if (items.isEmpty()) {
            return run(loop.otherwise(), scope, written);
        }
        for (int index = 0; index < items.size(); index++) {
            budget.spend(1, line);
            Scope turn = turn(loop, items.get(index), scope);
            turn.set("loop", place(items, index));
            if (run(loop.body(), turn, written) == Ending.BREAK) {
                break;
            }
        }
        return Ending.ALL_DONE;
    }

    /** A turn's own names: what it sets is forgotten at its end. */
    private static Scope turn(Statement.For loop, Value item, Scope scope) {
        Scope turn = scope.inner();
        if (loop.names().size() == 1) {
            turn.set(loop.names().getFirst(), item);
        } else if (item instanceof Value.Items several
                && several.values().size() == loop.names().size()) {
            for (int i = 0; i < loop.names().size(); i++) {
                turn.set(loop.names().get(i), several.values().get(i));
            }
        } else {
            throw new TemplateException(
                    loop.items().line(),
                    "cannot take " + Values.kind(item) + " apart into " + String.join(", ", loop.names()));
        }
        return turn;
    }

    private static Value place(List<Value> items, int index) {
        Map<String, Value> place = new LinkedHashMap<>();
        int size = items.size();
        place.put("index", new Value.Int(index + 1L));
        place.put("index0", new Value.Int(index));
        place.put("revindex", new Value.Int(size - (long) index));
        place.put("revindex0", new Value.Int(size - index - 1L));
        place.put("first", new Value.Truth(index == 0));
        place.put("last", new Value.Truth(index == size - 1));
        place.put("length", new Value.Int(size));
        if (index > 0) {
            place.put("previtem", items.get(index - 1));
        }
        if (index < size - 1) {
            place.put("nextitem", items.get(index + 1));
        }
        return new Value.Mapping(place);
    }

    private void setField(Statement.SetField set, Scope scope) {
        switch (scope.get(set.namespace())) {
            case Value.Namespace namespace -> namespace.entries().put(set.field(), evaluator.value(set.value(), scope));
            case Value value ->
                throw new TemplateException(
                        set.line(),
                        "cannot set " + set.field() + " of " + Values.kind(value) + "; expected a namespace");
        }
    }

    /** What a macro writes. */
    Text rendered(Value.Macro macro, Operation call) {
        List<Statement.Parameter> parameters = macro.definition().parameters();
        call.only(parameters.stream().map(Statement.Parameter::name).toArray(String[]::new));
        budget.enter(call.line());
        Scope scope = macro.home().inner();
        for (int i = 0; i < parameters.size(); i++) {
            Statement.Parameter parameter = parameters.get(i);
            Value value = call.has(i, parameter.name()) || parameter.ifMissing() == null
                    ? call.argument(i, parameter.name())
                    : evaluator.value(parameter.ifMissing(), scope);
            scope.set(parameter.name(), value);
        }
        Text written = rendered(macro.definition().body(), scope);
        budget.leave();
        return written;
    }
}
