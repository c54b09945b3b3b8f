/// Tests of the package of the same name.
@NullMarked
package semel.benchmarks.report;

import org.jspecify.annotations.NullMarked;
