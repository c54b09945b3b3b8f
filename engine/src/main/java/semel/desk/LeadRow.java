package semel.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import semel.message.LeadId;

/// One lead as a person sees it; personal members are null once erased.
public record LeadRow(
    LeadId id,
    String campaign,
    @Nullable String name,
    @Nullable String email,
    @Nullable String phone,
    @Nullable String phoneE164,
    @Nullable String source,
    @Nullable String answers,
    @Nullable String metadata,
    Instant createdAt,
    Instant scheduledFor,
    int clicks,
    boolean erased) {}
