package semel.account;

import semel.message.Channel;

/// An account at a provider: which channel it serves and what it lets Semel ask or repeat.
public record Account(AccountId id, Channel channel, Capability capability) {}
