/// A sign-in and what lasts as long as it: tries, sessions, and people shown whole.
///
/// Owns: how often may be tried, how long a session lasts, how long a lead stays revealed. Must
/// never import: any room but message, users. Start reading at: `Sessions`.
@NullMarked
package semel.visits;

import org.jspecify.annotations.NullMarked;
