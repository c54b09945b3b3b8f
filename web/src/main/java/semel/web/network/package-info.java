/// Where callers are, and who is believed about them: proxies, and browsers about other sites.
///
/// Owns: how an address is read. Must never import: any other room. Start reading at: `Trust`.
@NullMarked
package semel.web.network;

import org.jspecify.annotations.NullMarked;
