/// Pure rules from a snapshot to alerts, and the telling of them.
///
/// Owns: snapshot, alert, the ports `Snapshots`, `Alerts`, `Alarm`, `Purse`. Must never import:
/// `dispatch`, `reconcile`; writes no message. Start reading at: `Monitor`.
@NullMarked
package semel.monitor;

import org.jspecify.annotations.NullMarked;
