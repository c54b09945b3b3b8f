/// Turnstile and hCaptcha, which say whether a caller is a person. Their calls are the same.
///
/// Owns: the call `siteverify` and what its answers mean. Must never import: another provider,
/// postgres, web. Start reading at: `SiteVerify`.
@NullMarked
package semel.providers.captcha;

import org.jspecify.annotations.NullMarked;
