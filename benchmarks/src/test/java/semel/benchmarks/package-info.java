/// Tests of the benchmark's own parts; what it measures is measured by hand.
@NullMarked
package semel.benchmarks;

import org.jspecify.annotations.NullMarked;
