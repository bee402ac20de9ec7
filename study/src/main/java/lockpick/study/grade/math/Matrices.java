package lockpick.study.grade.math;

import java.util.ArrayList;
import java.util.List;
import lockpick.study.grade.math.Expression.Product;
import lockpick.study.grade.math.Expression.Sum;

/** Products of matrices whose entries are not worked out yet. */
final class Matrices {

    private static final int MOST_ENTRIES = 64;

    private Matrices() {}

    static List<List<Expression>> scaled(Expression factor, List<List<Expression>> matrix) {
        if (factor.equals(Expression.integer(1))) {
            return matrix;
        }
        List<List<Expression>> result = new ArrayList<>();
        for (List<Expression> row : matrix) {
            List<Expression> scaled = new ArrayList<>();
            row.forEach(entry -> scaled.add(new Product(List.of(factor, entry))));
            result.add(scaled);
        }
        return result;
    }

    /**
     * @throws Undecidable if the shapes do not fit, or a factor is large
     */
    static List<List<Expression>> product(List<List<Expression>> left, List<List<Expression>> right) {
        int inner = right.size();
        int columns = right.getFirst().size();
        if (left.getFirst().size() != inner || left.size() * inner > MOST_ENTRIES || inner * columns > MOST_ENTRIES) {
            throw new Undecidable("a product of matrices that do not fit or are large");
        }
        List<List<Expression>> result = new ArrayList<>();
        for (List<Expression> row : left) {
            List<Expression> products = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                List<Expression> terms = new ArrayList<>();
                for (int k = 0; k < inner; k++) {
                    terms.add(new Product(List.of(row.get(k), right.get(k).get(column))));
                }
                products.add(new Sum(terms));
            }
            result.add(products);
        }
        return result;
    }
}
