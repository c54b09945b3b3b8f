package semel.users;

/// A password as it is kept: hashed, with how it was hashed, as one text (PHC string format).
public record PasswordHash(String phc) {

  /// Whoever prints it does not mean to.
  @Override
  public String toString() {
    return "PasswordHash";
  }
}
