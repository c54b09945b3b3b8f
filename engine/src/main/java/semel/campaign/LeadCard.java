package semel.campaign;

import semel.message.Recipient.EmailAddress;
import semel.message.Recipient.PhoneNumber;

/// What a message says about its lead, and where it goes.
public record LeadCard(String name, PhoneNumber phone, EmailAddress email, LinkCode code) {}
