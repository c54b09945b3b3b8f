package semel.intake;

import org.jspecify.annotations.Nullable;

/// The part of a lead that the page behind its link shows: nothing in it names the person.
///
/// @param answers JSON text; null when none came or the person was erased
/// @param language that the registration named as `lang`, as it came; null when it named none
public record LeadAnswers(@Nullable String answers, @Nullable String language) {}
