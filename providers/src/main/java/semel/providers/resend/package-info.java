/// Resend, for email: one call, repeated under its key when its answer was lost.
///
/// Owns: Resend's request, its error names, what each of them proves. Must never import: another
/// provider, postgres, web. Never retries. Start reading at: [semel.providers.resend.ResendSender].
@NullMarked
package semel.providers.resend;

import org.jspecify.annotations.NullMarked;
