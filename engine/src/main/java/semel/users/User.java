package semel.users;

/// A person who may sign in, unless disabled.
public record User(UserName name, Role role, boolean disabled) {}
