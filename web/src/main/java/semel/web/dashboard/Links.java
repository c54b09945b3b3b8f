package semel.web.dashboard;

import java.util.regex.Pattern;
import semel.users.Role;
import semel.web.http.Visitor;

/// The links in the texts of messages. Whoever has the code of one sees what the lead answered, so
/// it is shown to nobody who may not see the lead whole.
public final class Links {

  private static final Pattern LINK = Pattern.compile("/([lu])/[A-Za-z0-9_-]{11}[a-z]");
  private static final Pattern TARGET = Pattern.compile("\\shref=(\"[^\"]*\"|'[^']*')");

  private Links() {}

  /// A text as this visitor may see it.
  public static String shown(Visitor visitor, String text) {
    return visitor.may(Role.OPERATOR) ? text : LINK.matcher(text).replaceAll("/$1/•••");
  }

  /// An HTML in which the links of leads lead nowhere: whoever looks at it does not click for them.
  public static String inert(String html) {
    return TARGET.matcher(html).replaceAll(found -> LINK.matcher(found.group()).find() ? "" : "$0");
  }
}
