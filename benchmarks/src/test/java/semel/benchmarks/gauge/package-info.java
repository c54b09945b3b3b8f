/// Tests of the package of the same name.
@NullMarked
package semel.benchmarks.gauge;

import org.jspecify.annotations.NullMarked;
