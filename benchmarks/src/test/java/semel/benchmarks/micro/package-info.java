/// What runs for every message, one piece at a time, with JMH.
///
/// Start reading at: `HotPathsTest`, which says what each may cost.
@NullMarked
package semel.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
