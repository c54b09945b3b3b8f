/// The gate: what can be enforced about the project by reading it, and the launcher's behaviour.
///
/// Owns: `TidyTest` (sizes, names, calls, files), `RoomsTest` (which package may import which),
/// `LauncherTest`, `DeploymentTest` (what lies in packaging/). Must never import: a shipped room;
/// the gate reads sources and class files. Start reading at: `TidyTest`.
@NullMarked
package semel.gate;

import org.jspecify.annotations.NullMarked;
