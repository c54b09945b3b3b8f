/// Numbers and addresses that want no messages.
///
/// Owns: the port `Stops`. Must never import: any room but `message`, `campaign`. Start reading at:
/// `Stops`.
@NullMarked
package semel.stops;

import org.jspecify.annotations.NullMarked;
