package semel.web;

import semel.settings.Admissions;
import semel.settings.Installation;
import semel.users.Acts;
import semel.visits.Reveals;
import semel.web.signin.Doorway;

/// Who lives behind the door: who may enter, what they did, whom they see whole, what they set.
public record Household(
    Doorway doorway,
    Acts acts,
    Reveals reveals,
    Installation installation,
    Admissions admissions) {}
