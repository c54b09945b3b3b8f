package semel.app;

import java.util.ArrayList;
import java.util.List;
import semel.account.Account;
import semel.configuration.Configuration;
import semel.database.Database;
import semel.dispatch.Sender;
import semel.message.Channel;
import semel.postgres.PostgresCaptures;
import semel.postgres.claim.GateRate;
import semel.postgres.claim.Gates;
import semel.reconcile.Inquiry;
import semel.sandbox.SandboxProvider;

/// The account of each channel: a provider where a key is configured, the sandbox elsewhere.
///
/// @param senders one per channel: what dispatch uses
/// @param known every account whose doubts can be settled: the senders' and the sandbox's, which
///   may have doubts from before a key was configured
record Accounts(List<Sender> senders, List<Account> known, List<Inquiry> inquiries) {

  static Accounts of(Configuration configuration, Database database) {
    var request = configuration.delivery().timing().request();
    var captures = new PostgresCaptures(database);
    var gates = new Gates(database);
    var senders = new ArrayList<Sender>();
    var known = new ArrayList<Account>();
    var inquiries = new ArrayList<Inquiry>();
    for (var channel : Channel.values()) {
      var sandbox = new SandboxProvider(channel, captures, Sleep::of, request);
      gates.open(sandbox.account().id(), GateRate.NONE);
      senders.add(sandbox);
      known.add(sandbox.account());
      inquiries.add(sandbox);
    }
    return new Accounts(senders, known, inquiries);
  }
}
