/// One lead: what exactly happened to it.
///
/// Owns: the timeline, the journal on screen, the actions on one lead. Must never import: other
/// pages. Start reading at: `LeadPage`.
@NullMarked
package semel.web.dashboard.lead;

import org.jspecify.annotations.NullMarked;
