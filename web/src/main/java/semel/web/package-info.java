/// Semel over HTTP: the public door and the operator API on one server.
///
/// Owns: the table of all routes. Must never import: `dispatch`, `reconcile`, `providers`,
/// `postgres`, JDBC; holds no rule about states. Start reading at: `Door`.
@NullMarked
package semel.web;

import org.jspecify.annotations.NullMarked;
