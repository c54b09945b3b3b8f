package semel.providers.wire;

import java.net.Socket;

/// A connection that is up, TLS included: `raw` is the TCP socket, `spoken` what the request goes
/// through, which over https is the TLS socket on top of it.
record Line(Socket raw, Socket spoken) {}
