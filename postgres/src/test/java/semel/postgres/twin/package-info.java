/// Keeps the store twin honest: the same operations on it and on a real PostgreSQL (protocol §13).
///
/// Owns: random operations, their comparison, wrong twins, interleavings. Start reading at:
/// `DifferentialTest`, then `Comparison`.
@NullMarked
package semel.postgres.twin;

import org.jspecify.annotations.NullMarked;
