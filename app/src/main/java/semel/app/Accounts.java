package semel.app;

import java.util.ArrayList;
import java.util.List;
import semel.account.Account;
import semel.account.Capability;
import semel.app.loop.SystemClock;
import semel.app.trace.Traces;
import semel.configuration.Configuration;
import semel.database.Database;
import semel.dispatch.Sender;
import semel.message.Channel;
import semel.postgres.PostgresCaptures;
import semel.postgres.claim.GateRate;
import semel.postgres.claim.Gates;
import semel.postgres.claim.PostgresDrafts;
import semel.providers.mobizon.MobizonInquiry;
import semel.providers.mobizon.MobizonReports;
import semel.providers.mobizon.MobizonSender;
import semel.providers.mobizon.MobizonSettings;
import semel.providers.mobizon.MobizonStagedInquiry;
import semel.providers.mobizon.MobizonStagedSender;
import semel.providers.resend.ResendReports;
import semel.providers.resend.ResendSender;
import semel.reconcile.Inquiry;
import semel.reconcile.Reports;
import semel.sandbox.SandboxProvider;

/// The account of each channel: a provider where a key is configured, the sandbox elsewhere.
///
/// @param senders one per channel: what dispatch uses
/// @param known every account whose doubts can be settled: the senders', the sandbox's, which may
///   have doubts from before a key was configured, and that of Mobizon's other mode
/// @param reports who tells how messages fared
record Accounts(
    List<Sender> senders, List<Account> known, List<Inquiry> inquiries, List<Reports> reports) {

  static Accounts of(Configuration configuration, Database database) {
    var outside = new Outside(configuration);
    var captures = new PostgresCaptures(database);
    var request = configuration.delivery().timing().request();
    var gates = new Gates(database);
    var senders = new ArrayList<Sender>();
    var inquiries = new ArrayList<Inquiry>();
    var known = new ArrayList<Account>();
    for (var channel : Channel.values()) {
      var sandbox = new SandboxProvider(channel, captures, SystemClock::pass, request);
      inquiries.add(sandbox);
      known.add(sandbox.account());
      gates.open(sandbox.account().id(), GateRate.NONE);
      var sender =
          switch (channel) {
            case SMS -> outside.mobizon().map(s -> mobizon(outside, s, database));
            case EMAIL -> outside.resend().<Sender>map(s -> new ResendSender(s, outside.wire()));
          };
      sender.ifPresent(s -> {
        known.add(s.account());
        gates.open(s.account().id(), rate(configuration, channel));
      });
      senders.add(sender.orElse(sandbox));
    }
    for (var inquiry : mobizon(outside, database)) {
      inquiries.add(inquiry);
      if (known.stream().map(Account::id).noneMatch(inquiry.account().id()::equals)) {
        known.add(sendingNoMore(inquiry.account()));
      }
    }
    return new Accounts(senders, known, inquiries, reports(outside, configuration));
  }

  /// The same, and what is called there for a message is told.
  Accounts traced(Traces traces) {
    return new Accounts(
        senders.stream().map(traces::of).toList(),
        known,
        inquiries.stream().map(traces::of).toList(),
        reports);
  }

  /// Whoever has an account, and whoever may call a webhook.
  private static List<Reports> reports(Outside outside, Configuration configuration) {
    var reports = new ArrayList<Reports>();
    outside.mobizon().ifPresent(s -> reports.add(new MobizonReports(s, outside.wire())));
    outside
        .resend()
        .map(s -> ResendReports.of(s, outside.wire()))
        .or(() -> configuration.providers().webhooks().resend().map(_ -> ResendReports.ofEvents()))
        .ifPresent(reports::add);
    return reports;
  }

  /// Those that something is sent from.
  List<Account> sending() {
    return senders.stream().map(Sender::account).toList();
  }

  private static Sender mobizon(Outside outside, MobizonSettings settings, Database database) {
    return outside.staged()
        ? new MobizonStagedSender(
            settings, new PostgresDrafts(database), outside.preparing(), outside.wire())
        : new MobizonSender(settings, outside.wire());
  }

  /// One for each mode: a doubt is settled by what the mode that made it can be asked, also when
  /// the other one sends today.
  private static List<Inquiry> mobizon(Outside outside, Database database) {
    return outside
        .mobizon()
        .map(s ->
            List.<Inquiry>of(
                new MobizonInquiry(s, outside.wire()),
                new MobizonStagedInquiry(s, new PostgresDrafts(database), outside.wire())))
        .orElse(List.of());
  }

  /// Nobody repeats what is in doubt there; it is only asked about.
  private static Account sendingNoMore(Account account) {
    return new Account(account.id(), account.channel(), new Capability.Lookup());
  }

  private static GateRate rate(Configuration configuration, Channel channel) {
    var providers = configuration.providers();
    return switch (channel) {
      case SMS -> providers.mobizon().map(Configuration.Mobizon::rate).orElse(GateRate.NONE);
      case EMAIL -> providers.resend().map(Configuration.Resend::rate).orElse(GateRate.NONE);
    };
  }
}
