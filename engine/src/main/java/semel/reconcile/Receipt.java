package semel.reconcile;

import org.jspecify.annotations.Nullable;
import semel.account.ReceiptKind;
import semel.message.MessageKey;
import semel.message.ProviderReference;

/// A provider's later word on a message that it accepted. Whatever the word, it says that the
/// message was accepted, which settles a doubt (R6).
///
/// @param reference what the provider calls the message
/// @param key of the message, where the provider gives back the marker that it was sent with
/// @param kind null where the word says no more than that it was accepted
/// @param forGood whether anything else that goes there would fare no better, or is not wanted
/// @param word the provider's own
public record Receipt(
    ProviderReference reference,
    @Nullable MessageKey key,
    @Nullable ReceiptKind kind,
    boolean forGood,
    String word) {}
