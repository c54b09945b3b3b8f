package semel.postgres.board.find;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import semel.campaign.Campaign;

/// In which language each lead is written to: the one that its registration named, where its
/// campaign has texts in it, else the campaign's own.
///
/// @param own language of the campaigns, by slug
/// @param texts languages that the texts of a campaign are in, by slug; none where this Semel does
///   not send for it
public record Tongues(Map<String, String> own, Map<String, Set<String>> texts) {

  /// Whether a lead `l` is written to in a language that is `wanted`.
  static final String SPEAKS =
      """
      (asked.wanted IS NULL
       OR l.campaign || ':' || CASE
            WHEN l.campaign || ':' || (l.metadata->>'lang') = ANY (asked.known)
            THEN l.metadata->>'lang' ELSE '' END = ANY (asked.wanted))\
      """;

  /// What a statement is told.
  ///
  /// @param known what a lead may name, as `campaign:language`
  /// @param wanted some of these, and `campaign:` for whoever named none of them; null wants all
  record Asked(@Nullable List<String> known, @Nullable List<String> wanted) {
    static final Asked ALL = new Asked(null, null);

    /// Whether any lead of a campaign may be wanted.
    boolean of(String campaign) {
      return wanted == null || wanted.stream().anyMatch(name -> name.startsWith(campaign + ":"));
    }
  }

  static Tongues of(Map<String, String> own, List<Campaign> campaigns) {
    return new Tongues(
        own,
        campaigns.stream()
            .collect(Collectors.toUnmodifiableMap(Campaign::slug, c -> c.texts().keySet())));
  }

  /// The language that a lead is written to in.
  ///
  /// @param named by its registration
  public String of(String campaign, @Nullable String named) {
    return named != null && texts(campaign).contains(named)
        ? named
        : own.getOrDefault(campaign, "");
  }

  private Set<String> texts(String campaign) {
    return texts.getOrDefault(campaign, Set.of());
  }

  /// The leads that are written to in all of these languages; a null narrows nothing.
  Asked asked(@Nullable String one, @Nullable String other) {
    if (one == null && other == null) {
      return Asked.ALL;
    }
    var known = new ArrayList<String>();
    var wanted = new ArrayList<String>();
    own.forEach((campaign, language) -> {
      if (speaks(language, one) && speaks(language, other)) {
        wanted.add(campaign + ":");
      }
      for (var text : texts(campaign)) {
        known.add(campaign + ":" + text);
        if (speaks(text, one) && speaks(text, other)) {
          wanted.add(campaign + ":" + text);
        }
      }
    });
    return new Asked(known, wanted);
  }

  /// `kk` finds `kk-KZ` too.
  private static boolean speaks(String tongue, @Nullable String language) {
    if (language == null) {
      return true;
    }
    var spoken = tongue.toLowerCase(Locale.ROOT);
    var wanted = language.toLowerCase(Locale.ROOT);
    return spoken.equals(wanted) || spoken.startsWith(wanted + "-");
  }
}
