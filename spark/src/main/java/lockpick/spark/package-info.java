/** Computes runs on a cluster through Apache Spark (docs/design/spark.md). */
@NullMarked
package lockpick.spark;

import org.jspecify.annotations.NullMarked;
