package semel.message;

import java.util.UUID;

/// Names one lead. The last six bits carry the lead's bucket, so a key never loses its place.
public record LeadId(UUID value) {

  /// Reads the usual text form; refuses anything else.
  ///
  /// @throws IllegalArgumentException when the text is not a UUID of 36 characters
  public static LeadId parse(String text) {
    var value = UUID.fromString(text);
    // The JDK also reads groups of other lengths, and cuts what does not fit.
    if (!value.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException("a lead id has 36 characters");
    }
    return new LeadId(value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
