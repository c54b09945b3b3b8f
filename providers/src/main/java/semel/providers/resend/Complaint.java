package semel.providers.resend;

import java.util.Optional;
import semel.providers.Json;
import semel.providers.wire.Answer;

/// Resend's own way to say no: a name that programs read and a sentence for people. The page of
/// whatever stands in front of Resend is none.
record Complaint(int http, String name, String message) {

  static Optional<Complaint> of(Answer answer) {
    return Json.object(answer.body())
        .flatMap(body ->
            Json.text(body.path("name"))
                .filter(name -> name.matches("[a-z0-9_]{1,64}"))
                .map(name ->
                    new Complaint(
                        answer.code(), name, Json.text(body.path("message")).orElse(""))));
  }
}
