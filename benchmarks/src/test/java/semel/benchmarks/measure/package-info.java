/// Tests of the package of the same name.
@NullMarked
package semel.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
