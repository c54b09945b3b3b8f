/// The fakes against what the providers document, over real HTTP.
///
/// Owns: one test per fake, and one for the faults that all share. Must never import: Semel's
/// adapters. Start reading at: `MobizonFakeTest`.
@NullMarked
package semel.providers.fake.contract;

import org.jspecify.annotations.NullMarked;
