/// Mobizon, for SMS: one call that sends, and the lists that are asked when its answer was lost; or
/// drafts, of which the chosen one is sent again or withdrawn.
///
/// Owns: Mobizon's request forms, its envelope and codes, what each of them proves. Must never
/// import: another provider, postgres, web. Never retries. Start reading at:
/// [semel.providers.mobizon.MobizonSender], then [semel.providers.mobizon.MobizonInquiry]; for
/// drafts [semel.providers.mobizon.MobizonStagedSender].
@NullMarked
package semel.providers.mobizon;

import org.jspecify.annotations.NullMarked;
