/// Tests of the package of the same name.
@NullMarked
package semel.benchmarks.loopback;

import org.jspecify.annotations.NullMarked;
