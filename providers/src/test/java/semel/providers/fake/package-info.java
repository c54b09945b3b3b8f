/// Fakes of Mobizon, Resend and Telegram over real HTTP, each with a ledger of what it truly
/// accepted: in a test the ledger is the truth, not what Semel believes.
///
/// Owns: the documented behaviour of the providers, the faults they can be given. Must never
/// import: Semel's own adapters, whose mistakes it would share. Start reading at:
/// [semel.providers.fake.FakeProvider], then [semel.providers.fake.Fault].
@NullMarked
package semel.providers.fake;

import org.jspecify.annotations.NullMarked;
