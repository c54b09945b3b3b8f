/// What every implementation of the ports is held to, and the words the contracts are written in.
///
/// Owns: the fixtures `StoreUnderTest` and `ProviderUnderTest`, `Scene`, `Race`. The contracts
/// themselves stand beside their ports. Must never import: an implementation. Start reading at:
/// `StoreUnderTest`.
@NullMarked
package semel.contract;

import org.jspecify.annotations.NullMarked;
