package lockpick.bench;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import lockpick.study.grade.program.Program;
import lockpick.study.grade.program.ProgramCandidate;
import lockpick.study.grade.program.ProgramTests.InputOutput;

/**
 * Programs of the size that models write for easy problems: each reads numbers, and prints their sum, their distinct values
 * in order, and how often the most frequent one occurs, all shifted by a number of its own.
 */
final class SmallProgram {

    private static final int TESTS = 20;
    private static final int NUMBERS = 30;

    private static final String CPP = """
            #include <algorithm>
            #include <iostream>
            #include <map>
            #include <string>
            #include <vector>
            using namespace std;

            const long long SHIFT = %d;

            int main() {
                int n;
                cin >> n;
                vector<long long> values(n);
                map<long long, int> counts;
                for (auto &value : values) {
                    cin >> value;
                    value += SHIFT;
                    counts[value]++;
                }
                long long sum = 0;
                for (auto value : values) sum += value;
                sort(values.begin(), values.end());
                values.erase(unique(values.begin(), values.end()), values.end());
                int most = 0;
                for (auto &entry : counts) most = max(most, entry.second);
                string line;
                for (auto value : values) line += to_string(value) + " ";
                cout << sum << endl << line << endl << most << endl;
            }
            """;

    private static final String PYTHON = """
            n = int(input())
            values = [int(word) + %d for word in input().split()]
            print(sum(values))
            print(*sorted(set(values)))
            print(max(values.count(value) for value in values))
            """;

    private SmallProgram() {}

    static ProgramCandidate cpp(int number) {
        return new ProgramCandidate(new Program.Cpp(CPP.formatted(number)), tests(number));
    }

    static ProgramCandidate python(int number) {
        return new ProgramCandidate(new Program.Python(PYTHON.formatted(number)), tests(number));
    }

    private static InputOutput tests(int number) {
        return new InputOutput(
                IntStream.range(0, TESTS).mapToObj(test -> test(number, test)).toList());
    }

    private static InputOutput.Run test(int number, int test) {
        List<Long> values = IntStream.range(0, NUMBERS)
                .mapToObj(i -> (i * (test + 7L)) % 17)
                .toList();
        List<Long> shifted = values.stream().map(value -> value + number).toList();
        long sum = shifted.stream().mapToLong(value -> value).sum();
        long most =
                shifted.stream().collect(Collectors.groupingBy(value -> value, Collectors.counting())).values().stream()
                        .mapToLong(count -> count)
                        .max()
                        .orElseThrow();
        String distinct =
                shifted.stream().sorted().distinct().map(String::valueOf).collect(Collectors.joining(" "));
        return new InputOutput.Run(
                NUMBERS + "\n" + values.stream().map(String::valueOf).collect(Collectors.joining(" ")) + "\n",
                sum + "\n" + distinct + "\n" + most + "\n");
    }
}
