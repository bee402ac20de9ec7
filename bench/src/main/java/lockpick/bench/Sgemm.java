package lockpick.bench;

import java.util.random.RandomGenerator;
import lockpick.engine.tensor.Libtorch;
import lockpick.engine.tensor.Seed;
import lockpick.engine.tensor.Tensor;
import lockpick.engine.tensor.TensorScope;

/**
 * What this machine gives at this minute: median speed of n × n × n matrix products in float32, by the clock on the
 * wall, of one thread by processor time.
 *
 * @param gflops1024 n = 1024, GFLOP/s
 * @param gflops2048 n = 2048, GFLOP/s
 */
record Sgemm(double gflops1024, double gflops2048) {

    static Sgemm measure(double seconds) {
        return new Sgemm(speed(1024, seconds), speed(2048, seconds));
    }

    Sgemm plus(Sgemm other) {
        return new Sgemm(gflops1024 + other.gflops1024, gflops2048 + other.gflops2048);
    }

    Sgemm rounded() {
        return new Sgemm(Measurement.rounded(gflops1024), Measurement.rounded(gflops2048));
    }

    private static double speed(int n, double seconds) {
        try (var scope = TensorScope.open();
                var noGrad = Libtorch.noGrad()) {
            Tensor a = random(n, "a");
            Tensor b = random(n, "b");
            Runnable product = () -> {
                try (var each = TensorScope.open()) {
                    a.matmul(b);
                }
            };
            product.run();
            return 2.0 * n * n * n / Repetitions.of(product, seconds).steadySeconds() / 1e9;
        }
    }

    private static Tensor random(int n, String name) {
        RandomGenerator random = new Seed(0).stream(name).generator();
        float[] values = new float[n * n];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat();
        }
        return Tensor.of(values, n, n);
    }
}
