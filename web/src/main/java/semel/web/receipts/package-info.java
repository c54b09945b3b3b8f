/// Takes what providers send by themselves: checks that it comes from them, keeps it, answers at
/// once. What it says is looked at later, elsewhere.
///
/// Owns: `POST /webhooks/…`, signatures. Must never import: `dispatch`, providers, postgres,
/// another room of web but `http`, `json`, `problem`. Start reading at: `Webhooks`.
@NullMarked
package semel.web.receipts;

import org.jspecify.annotations.NullMarked;
