/// What is set for the whole installation while it runs.
///
/// Owns: the settings that an administrator changes on a page. Must never import: any other room.
/// Start reading at: `Settings`.
@NullMarked
package semel.settings;

import org.jspecify.annotations.NullMarked;
