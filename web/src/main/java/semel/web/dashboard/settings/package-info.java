/// What people set: users and the installation by administrators, their own password and
/// preferences by everybody.
///
/// Owns: the pages under `/settings`. Must never import: `postgres`, other pages. Start reading at:
/// `SettingsPages`.
@NullMarked
package semel.web.dashboard.settings;

import org.jspecify.annotations.NullMarked;
