package semel.campaign;

/// The templates of a campaign in one language. `{link}`, `{stop}` (the link that stops further
/// messages) and `{name}` are replaced; in `emailHtml` they are escaped.
public record Texts(String sms, String emailSubject, String emailText, String emailHtml) {}
