package semel.postgres.takeover;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import semel.message.Channel;
import semel.message.LeadId;
import semel.message.State;
import semel.postgres.row.Codes;
import semel.postgres.row.Columns;
import semel.postgres.row.Row;
import semel.takeover.Newcomer;
import semel.takeover.Newcomer.Known;

/// Who of the newcomers has a lead, and leads for those who have none.
record Enlisting(Connection connection, String campaign) {

  private static final String HAS_CAMPAIGN =
      "SELECT EXISTS (SELECT 1 FROM semel.campaign WHERE slug = ?)";

  private static final String KNOWN =
      """
      SELECT p.place, l.id AS lead_id, m.channel, m.state,
             EXISTS (SELECT 1 FROM semel.journal j
                     WHERE j.lead_id = l.id AND j.channel = m.channel
                       AND j.who = 'import' AND j.to_state = 3) AS held_before
      FROM unnest(?::text[]) WITH ORDINALITY AS p (phone, place)
      JOIN semel.lead l ON l.person = semel.person(p.phone) AND l.campaign = ?
      JOIN semel.message m ON m.lead_id = l.id
      """;

  private static final String ENROLL =
      """
      SELECT place, lead_id, fresh
      FROM semel.enroll_all(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                            ?::jsonb[], ?::jsonb[], 'import')
      """;

  /// What the lead of a person is, as far as it is known already.
  record Found(LeadId lead, Map<Channel, State.Name> states, Set<Channel> heldBefore) {
    Known known() {
      return new Known(states, heldBefore);
    }
  }

  /// Whether a Semel has published the campaign already.
  boolean hasCampaign() throws SQLException {
    try (var statement = connection.prepareStatement(HAS_CAMPAIGN)) {
      statement.setString(1, campaign);
      try (var r = statement.executeQuery()) {
        return r.next() && r.getBoolean(1);
      }
    }
  }

  /// The leads that these people are already, by their places.
  Map<Integer, Found> found(List<Newcomer> people) throws SQLException {
    var found = new HashMap<Integer, Found>();
    try (var statement = connection.prepareStatement(KNOWN)) {
      new Columns<>(statement, people).bind(newcomer -> newcomer.phone().e164());
      statement.setString(2, campaign);
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          var lead = Row.lead(r);
          var channel = Codes.channel(r.getInt("channel"));
          var known =
              found.computeIfAbsent(
                  r.getInt("place") - 1,
                  _ ->
                      new Found(lead, new EnumMap<>(Channel.class), EnumSet.noneOf(Channel.class)));
          known.states().put(channel, Codes.state(r.getInt("state")));
          if (r.getBoolean("held_before")) {
            known.heldBefore().add(channel);
          }
        }
      }
    }
    return found;
  }

  /// Those of whom there was nobody before.
  List<LeadId> enroll(List<Newcomer> strangers) throws SQLException {
    var fresh = new ArrayList<LeadId>();
    if (strangers.isEmpty()) {
      return fresh;
    }
    try (var statement = connection.prepareStatement(ENROLL)) {
      var columns = new Columns<>(statement, strangers);
      columns.bind(_ -> campaign);
      columns.bind(Newcomer::name);
      columns.bind(n -> Optional.ofNullable(n.email()).map(e -> e.address()).orElse(null));
      columns.bind(n -> n.lead().person().phone());
      columns.bind(n -> n.phone().e164());
      columns.bind(n -> n.lead().source() == null ? PostgresNewcomers.WHO : n.lead().source());
      columns.bind(n -> n.lead().answers());
      columns.bind(n -> n.lead().metadata());
      try (var r = statement.executeQuery()) {
        while (r.next()) {
          if (r.getBoolean("fresh")) {
            fresh.add(Row.lead(r));
          }
        }
      }
    }
    return fresh;
  }
}
