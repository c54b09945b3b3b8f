package semel.web.dashboard;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import semel.account.Pauses;
import semel.board.Board;
import semel.board.Listing;
import semel.board.Watch;
import semel.campaign.Campaign;
import semel.desk.Desk;
import semel.desk.Records;
import semel.intake.Holds;
import semel.intake.Leads;
import semel.monitor.Pulses;
import semel.sandbox.Captures;
import semel.sandbox.SandboxClock;
import semel.settings.Admissions;
import semel.users.Acts;
import semel.visits.Reveals;

/// What the dashboard looks at and acts through.
///
/// @param reading reads the text of an SMS for people and for its price
/// @param acts told what is asked of the sandbox
/// @param simulation the report of the last simulation, where one was run
/// @param onDue told when messages may have become due at once
public record Looks(
    Board board,
    Listing listing,
    Watch watch,
    Pauses pauses,
    Records records,
    Desk desk,
    Captures captures,
    SandboxClock clock,
    Leads leads,
    Pulses pulses,
    Reading reading,
    Reveals reveals,
    Acts acts,
    List<Campaign> campaigns,
    Admissions admissions,
    Holds holds,
    Supplier<Optional<String>> simulation,
    Consumer<Duration> onDue) {}
